"""The official memo: written on one page, in the words and the order of the kommun, and printed."""
