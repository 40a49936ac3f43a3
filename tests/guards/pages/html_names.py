"""What HTML knows: its elements and their attributes, as the index of its standard lists them.

https://html.spec.whatwg.org/multipage/indices.html
"""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What every element may have.
GLOBAL = words("""
    accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable
    enterkeyhint hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang
    nonce popover role slot spellcheck style tabindex title translate writingsuggestions
""")
# After aria-.
ARIA = words("""
    activedescendant atomic autocomplete braillelabel brailleroledescription busy checked
    colcount colindex colindextext colspan controls current describedby description details
    disabled errormessage expanded flowto haspopup hidden invalid keyshortcuts label labelledby
    level live modal multiline multiselectable orientation owns placeholder posinset pressed
    readonly relevant required roledescription rowcount rowindex rowindextext rowspan selected
    setsize sort valuemax valuemin valuenow valuetext
""")

# What several elements share.
CELL = "colspan rowspan headers"
LINK = "href target download ping rel hreflang type referrerpolicy"
MEDIA = "src crossorigin preload autoplay loop muted controls"
SENDING = "disabled form formaction formenctype formmethod formnovalidate formtarget name value"

# Elements with attributes of their own.
OWN = {
    "a": LINK,
    "audio": MEDIA,
    "blockquote": "cite",
    "button": f"{SENDING} type popovertarget popovertargetaction command commandfor",
    "canvas": "width height",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "del": "cite datetime",
    "details": "name open",
    "dialog": "open closedby",
    "fieldset": "disabled form name",
    "form": "accept-charset action autocomplete enctype method name novalidate target rel",
    "html": "xmlns",
    "iframe": "src srcdoc name sandbox allow allowfullscreen width height loading referrerpolicy",
    "img": "alt src srcset sizes crossorigin usemap ismap width height loading decoding"
    " fetchpriority referrerpolicy",
    "input": f"{SENDING} accept alpha alt autocomplete checked colorspace dirname height list"
    " max maxlength min minlength multiple pattern placeholder popovertarget popovertargetaction"
    " readonly required size src step type width",
    "ins": "cite datetime",
    "label": "for",
    "li": "value",
    "link": "as blocking color crossorigin disabled fetchpriority href hreflang imagesizes"
    " imagesrcset integrity media referrerpolicy rel sizes type",
    "meta": "charset content http-equiv media name property",
    "meter": "high low max min optimum value",
    "object": "data form height name type width",
    "ol": "reversed start type",
    "optgroup": "disabled label",
    "option": "disabled label selected value",
    "output": "for form name",
    "progress": "max value",
    "q": "cite",
    "script": "async blocking crossorigin defer fetchpriority integrity nomodule referrerpolicy"
    " src type",
    "select": "autocomplete disabled form multiple name required size",
    "source": "height media sizes src srcset type width",
    "style": "blocking media",
    "td": CELL,
    "template": "shadowrootmode",
    "textarea": "autocomplete cols dirname disabled form maxlength minlength name placeholder"
    " readonly required rows wrap",
    "th": f"{CELL} abbr scope",
    "time": "datetime",
    "video": f"{MEDIA} height playsinline poster width",
}
# Elements without.
PLAIN = words("""
    abbr address article aside b bdi bdo body br caption cite code datalist dd dfn div dl dt em
    figcaption figure footer h1 h2 h3 h4 h5 h6 head header hgroup hr i kbd legend main mark menu
    nav noscript p picture pre rp rt ruby s samp search section small span strong sub summary
    sup table tbody tfoot thead title tr u ul var wbr
""")

ELEMENTS = dict.fromkeys(PLAIN, words("")) | {name: words(own) for name, own in OWN.items()}
