# ruff: noqa: E501 (as the programs write it, line breaks and all)
"""What Word, Outlook, Excel, Google Docs and a web page put on the clipboard, as they write it."""

NB = "\u00a0"
DOT = "<span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>"
HOLLOW = (
    "<span style='font-family:\"Courier New\";mso-list:Ignore'>o<span style='font:7.0pt'>&nbsp;&nbsp; </span></span>"
)


def _item(level: int, mark: str, text: str, place: str = "Middle") -> str:
    return (
        f"<p class=MsoListParagraphCxSp{place} style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]>{mark}<![endif]>{text}<o:p></o:p></p>\r\n"
    )


def _number(text: str) -> str:
    return (
        f"<span style='mso-list:Ignore'>{text}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
    )


WORD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">'
    '<link rel=themeData href="file:///C:/Users/x/AppData/Local/Temp/msohtmlclip1/01/clip_themedata.thmx">'
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    '<style><!-- /* Style Definitions */ p.MsoNormal {mso-style-unhide:no; font-family:"Calibri",sans-serif;} '
    "--></style></head><body lang=SV style='tab-interval:65.2pt'><!--StartFragment-->"
    "<h1>Året i korthet<o:p></o:p></h1>\r\n"
    "<p class=MsoNormal>Sjukfrånvaron var <b style='mso-bidi-font-weight:normal'>4,5&nbsp;%</b>, mot\r\n"
    "1&nbsp;944 dagar – <i>lägre</i> än ”året före”<span style='mso-spacerun:yes'> </span>(–0,3 procent­enheter).<o:p></o:p></p>\r\n"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\r\n"
    + _item(1, DOT, "Fler resor med tåg", "First")
    + _item(2, HOLLOW, "Göteborg")
    + _item(2, HOLLOW, "Malmö")
    + _item(1, DOT, "Färre flyg", "Last")
    + "<p class=MsoNormal>I ordning:</p>"
    + _item(1, _number("3."), "Tredje", "First")
    + _item(1, _number("4."), "Fjärde", "Last")
    + "<h6>Minst<o:p></o:p></h6>"
    '<p class=MsoNormal>Kvar <del cite="mailto:n"><span class=msoDel>struket</span></del><ins cite="mailto:n">nytt</ins>'
    "<a style='mso-comment-reference:X_1'>.</a>"
    "<span class=MsoCommentReference><span style='mso-special-character:comment'>&nbsp;[A1]</span></span>"
    "<span style='display:none;mso-hide:all'>dolt</span></p>"
    "<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'>"
    "<tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=302 style='width:226.3pt'><p class=MsoNormal><b>Slag<o:p></o:p></b></p></td>"
    "<td width=302><p class=MsoNormal align=right><b>2016</b></p></td></tr>"
    "<tr><td><p class=MsoNormal>Tåg</p></td><td><p class=MsoNormal align=right>1&nbsp;944</p></td></tr></table>"
    "<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Stämmer det?</p></div></div>"
    "<!--EndFragment--></body></html>"
)
WORD_TEXT = [
    "Året i korthet",
    f"Sjukfrånvaron var 4,5{NB}%, mot 1{NB}944 dagar – lägre än ”året före” (–0,3 procent\u00adenheter).",
    *("Fler resor med tåg", "Göteborg", "Malmö", "Färre flyg", "I ordning:", "Tredje", "Fjärde", "Minst"),
    "Kvar nytt",
    *("Slag", "2016", "Tåg", f"1{NB}944"),
]

OUTLOOK = (
    "<html><head><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=SV link=blue vlink=purple>"
    "<div class=WordSection1><p class=MsoNormal>Hej,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    '<p class=MsoNormal>Se <a href="https://exempelby.se/a?b=1&amp;c=2">underlaget</a>, 300 spann: '
    + "".join(f"<span style='color:#1F497D'>{number} </span>" for number in range(300))
    + '</p><p class=MsoNormal><img width=120 height=40 src="cid:image001.png@01D2" alt="Logga"><o:p></o:p></p>'
    "<ul style='margin-top:0cm' type=disc><li class=MsoListParagraph style='mso-list:l0 level1 lfo1'>Ett<o:p></o:p></li>"
    "<ul style='margin-top:0cm' type=circle><li class=MsoListParagraph>Under ett</li></ul><li class=MsoListParagraph>Två</li></ul>"
    "</div></body></html>"
)
OUTLOOK_TEXT = [
    "Hej,",
    "Se underlaget, 300 spann: " + " ".join(map(str, range(300))),
    *("Ett", "Under ett", "Två"),
]

EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>'
    '<style><!--table {mso-displayed-decimal-separator:"\\,"; mso-displayed-thousand-separator:" ";} '
    '.xl65 {font-weight:700; mso-number-format:"\\#\\,\\#\\#0";}--></style></head><body link="#0563C1">'
    "<table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse: collapse;width:144pt'>"
    "<!--StartFragment--> <col width=64 span=2 style='width:48pt'> <colgroup><col width=64></colgroup>"
    "<tr height=20 style='height:15.0pt'><td height=20 class=xl65 width=64 style='height:15.0pt;width:48pt'>Nämnd</td>"
    "<td class=xl65 width=64>Utfall</td><td class=xl65 width=64>Budget</td></tr>"
    "<tr height=20><td height=20 style='height:15.0pt'>Service &amp; teknik</td><td align=right x:num=\"1234.5\">1&nbsp;234,5</td>"
    "<td align=right>-12</td></tr>"
    "<tr height=0 style='display:none;mso-height-source:userset'><td>Dold rad</td><td>9</td><td>9</td></tr>"
    "<tr height=20><td colspan=2>Summa</td><td align=right><span style='mso-spacerun:yes'>   </span>1&nbsp;222,5 </td></tr>"
    "<!--EndFragment--></table></body></html>"
)
EXCEL_TEXT = [
    *("Nämnd", "Utfall", "Budget"),
    *("Service & teknik", f"1{NB}234,5", "-12"),
    *("Summa", f"1{NB}222,5"),
]

GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr" style="line-height:1.38;">'
    '<span style="font-size:20pt;font-weight:400;">Rubrik</span></h1><p dir="ltr" style="line-height:1.38;">'
    '<span style="font-weight:400;font-style:normal;">Vanlig, </span><span style="font-weight:700;">fet</span>'
    '<span style="font-weight:400;font-style:italic;"> och kursiv</span></p><br><ul><li dir="ltr" aria-level="1">'
    '<p dir="ltr" role="presentation"><span>Ett</span></p></li><ul><li dir="ltr" aria-level="2"><p><span>Djupare</span></p></li></ul></ul>'
    '<p><span><span style="border:none;display:inline-block;"><img src="data:image/png;base64,iVBORw0KGgo=" width="600" height="400">'
    '</span></span></p><img src="data:image/png;base64,iVBORw0KGgo="></b>'
)
GOOGLE_TEXT = ["Rubrik", "Vanlig, fet och kursiv", "Ett", "Djupare"]
