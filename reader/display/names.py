"""The names of TeX commands, by what they do."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL_GREEK = _names(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega"
)
GREEK = SMALL_GREEK | _names("Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega")
FUNCTIONS = _names(
    "arccos arcsin arctan arg argmax argmin cos cosh cot det dim exp gcd inf lim liminf limsup ln log max min mod "
    "poly Pr sin sinh sup tan tanh"
)
PLAIN = _names(
    "mathbf mathrm mathit mathsf mathtt mathnormal boldsymbol bm pmb operatorname text textbf textit textrm textsc "
    "textsf texttt textnormal textup emph mbox hbox mathop mathrel mathbin"
)
"""They change how letters look, not which they are."""
SILENT = _names(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle displaystyle textstyle limits "
    "nolimits rm bf it sf tt em sc bfseries itshape"
)
"""They show nothing themselves."""
FRACTIONS = _names("frac dfrac tfrac nicefrac sfrac")
ALPHABETS = {"mathbb": "mathbb", "mathds": "mathbb", "mathcal": "mathcal", "mathscr": "mathcal", "cal": "mathcal"}
ALPHABETS |= {"mathfrak": "mathfrak", "frak": "mathfrak"}
"""Letters of another kind: the command, and whose letters it takes."""
WRAPPERS = _names(
    "textbf textit textrm textsc textsf texttt textnormal textup textmd textsl emph underline uline mbox text url path "
    "bm mathbf mathrm enquote"
)
"""In a text they are left out, and what stands in their braces is text."""
BARE = (
    GREEK
    | FUNCTIONS
    | PLAIN
    | frozenset(ALPHABETS)
    | _names("times cdot cdots ldots dots ell infty leq geq neq approx sim circ top prime star dagger pm propto")
    | _names("rightarrow leftarrow partial nabla sqrt frac hat tilde bar vec widehat widetilde")
)
"""Known in a formula also without their backslash."""
