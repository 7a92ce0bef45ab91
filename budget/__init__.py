"""Operating budget and outcome, forecasts and investments."""
