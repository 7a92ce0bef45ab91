"""Tables as kommuner print them, with invented figures: what each should become when it is read in."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Layout:
    """A table, the answers the wizard needs beside what it suggests, and what should come out.

    `variances` are kronor by area, `wrong` the rows whose printed figures do not add up beyond rounding.
    """

    text: str
    answers: dict = field(default_factory=dict)
    variances: dict[str, str] = field(default_factory=dict)
    total: str = ""
    wrong: tuple[str, ...] = ()
    grouping: str = "unit"

    @property
    def published(self) -> dict[str, Decimal]:
        return {name: Decimal(amount) for name, amount in self.variances.items()}


LAYOUTS = {
    # Income and cost without minus, two years side by side, head on two rows, mnkr with one decimal.
    "both positive": Layout(
        "Belopp i mnkr;;;;;;;;\n"
        ";Bokslut 2024;;;Bokslut 2025;;;Budget 2025;Avvikelse\n"
        "Nämnd;Intäkter;Kostnader;Netto;Intäkter;Kostnader;Netto;Netto;\n"
        "Kommunstyrelse;10,1;110,4;100,3;11,0;112,0;101,0;103,0;2,0\n"
        "Barn- och utbildningsnämnd;20,0;520,0;500,0;22,1;540,2;518,1;510,0;-8,1\n"
        "Socialnämnd;30,0;430,5;400,5;31,0;440,0;409,0;415,0;7,0\n"
        "Totalt;60,1;1 060,9;1 000,8;64,1;1 092,2;1 028,1;1 028,0;0,9\n",
        variances={"Kommunstyrelse": "2000000", "Barn- och utbildningsnämnd": "-8100000", "Socialnämnd": "6000000"},
        total="-100000",
        wrong=("Socialnämnd", "Totalt"),
    ),
    # Cost with minus (a real minus, an en dash), thin spaces, nested by sums.
    "costs negative": Layout(
        "Tusental kronor;Utfall 2024;Budget 2025;Utfall 2025;Avvikelse\n"
        "Förskola;−118\u2009000;−120\u2009000;−121\u2009500;−1\u2009500\n"
        "Grundskola;–290\u202f000;–300\u202f000;–297\u202f000;3\u202f000\n"
        "Summa barn och utbildning;−408\u2009000;−420\u2009000;−418\u2009500;1\u2009500\n"
        "Äldreomsorg;−200 000;−210 000;−215 000;−5 000\n"
        "LSS;−80 000;−82 000;−81 000;1 000\n"
        "Summa omsorg;−280 000;−292 000;−296 000;−4 000\n"
        "Totalt;−688 000;−712 000;−714 510;−2 510\n",
        variances={"Förskola": "-1500000", "Grundskola": "3000000", "Äldreomsorg": "-5000000", "LSS": "1000000"},
        total="-2500000",
        wrong=("Totalt",),
    ),
    # Parts under their area, further in, and a share that is not added.
    "parts below": Layout(
        "Verksamhet (tkr);Budget;Utfall;Diff\n"
        "Utbildning;1000;1010;-10\n"
        "  Förskola;400;405;-5\n"
        "  Grundskola;600;605;-5\n"
        "Kultur;200;190;10\n"
        "varav bibliotek;150;145;5\n"
        "Summa;1200;1200;0\n",
        variances={"Förskola": "-5000", "Grundskola": "-5000", "Kultur": "10000"},
        total="0",
        grouping="field",
    ),
    # A heading for each nämnd, income and cost under it, and the same once more under "Totalt".
    "headings over income and cost": Layout(
        "Driftredovisning, tkr;Budget 2025;Redovisat 2025;Avvikelse\n"
        "Kommunstyrelsen;;;\n"
        "Intäkter;-1 000;-1 200;200\n"
        "Kostnader;21 000;21 500;-500\n"
        "Nettokostnad;20 000;20 300;-300\n"
        "Miljönämnden;;;\n"
        "Intäkter;-3 000;-2 900;-100\n"
        "Kostnader;8 000;7 950;50\n"
        "Nettokostnad;5 000;5 050;-50\n"
        "Totalt;;;\n"
        "Intäkter;-4 000;-4 100;100\n"
        "Kostnader;29 000;29 450;-450\n"
        "Nettokostnad;25 000;25 350;-350\n",
        variances={"Kommunstyrelsen": "-300000", "Miljönämnden": "-50000"},
        total="-350000",
    ),
    # By nature, as a resultaträkning: income without and cost with minus.
    "by nature": Layout(
        "Mnkr;Bokslut 2025;Budget 2025;Avvikelse\n"
        "Verksamhetens intäkter;120,4;118,0;2,4\n"
        "Verksamhetens kostnader;-640,2;-635,0;-5,2\n"
        "Avskrivningar;-30,1;-31,0;0,9\n"
        "Verksamhetens nettokostnader;-549,9;-548,0;-1,9\n"
        "Skatteintäkter;400,6;398,0;2,6\n"
        "Generella statsbidrag och utjämning;170,2;170,0;0,2\n"
        "Finansiella kostnader;-1,2;-2,0;0,8\n"
        "Årets resultat;19,7;18,0;1,7\n",
        variances={"Verksamhetens intäkter": "2400000", "Avskrivningar": "900000", "Skatteintäkter": "2600000"},
        total="1700000",
        grouping="nature",
    ),
    # Over budget printed as positive.
    "over budget is positive": Layout(
        "Enhet (kr);Budget 2025;Utfall 2025;Avvikelse\n"
        "Kansli;100 000,00;90 500,50;-9 499,50\n"
        "Ekonomi;200 000,00;230 000,00;30 000,00\n"
        "Personal;50 000,00;49 000,00;-1 000,00\n"
        "Summa;350 000,00;369 500,50;19 500,50\n",
        variances={"Kansli": "9499.50", "Ekonomi": "-30000", "Personal": "1000"},
        total="-19500.50",
    ),
    # A code beside each name, marks of footnotes, a column in percent, and a note below.
    "codes beside names": Layout(
        "Ansvar;Benämning;Budget tkr;Utfall tkr;Avvikelse tkr;Avvikelse %\n"
        "0410;Ekonomi*;1 000;990;10;1,0 %\n"
        "0420;HR 1);2 000;2 100;-100;-5,0 %\n"
        ";Summa;3 000;3 090;-90;-3,0 %\n"
        ";* Från och med mars;;;;\n",
        variances={"Ekonomi": "10000", "HR": "-100000"},
        total="-90000",
    ),
    # Original and final budget, part of the year beside the whole, and a forecast.
    "several budgets": Layout(
        "Nämnd, tkr;Ursprunglig budget;Tilläggsanslag;Slutlig budget;Utfall jan-aug;Utfall helår;Avvikelse\n"
        "Skola;1 000;50;1 050;700;1 040;10\n"
        "Vård;2 000;-50;1 950;1 300;1 960;-10\n"
        "Summa;3 000;0;3 000;2 000;3 000;0\n",
        variances={"Skola": "10000", "Vård": "-10000"},
        total="0",
    ),
    # Two crossings of the same money in one table, with a frame and a result.
    "frame and result": Layout(
        "Drift (tkr);Utfall 2024;Utfall 2025;Budget 2025;Avvikelse mot budget\n"
        "Intäkter;- 1 954;- 3 724;- 2 256;+1 468\n"
        "Kostnader;41 000;45 299;43 907;- 1 392\n"
        "Nettokostnader;39 046;41 575;41 651;76\n"
        "Tilldelad ram;39 100;41 651;41 651;\n"
        "Resultat;54;76;0;+76\n"
        "Kansli;9 046;11 000;11 100;100\n"
        "Ekonomi;30 000;30 575;30 551;-24\n"
        "Summa;39 046;41 575;41 651;76\n",
        variances={"Kansli": "100000", "Ekonomi": "-24000"},
        total="76000",
    ),
    # Investments: a missing budget, a part of the project's whole, another table below.
    "investments": Layout(
        "INVESTERINGSREDOVISNING 2025 (tkr);;;;\n"
        "Projekt;Budget;Utfall;Avvikelse;Beslutad totalutgift\n"
        "Gator;5 000;4 000;1 000;20 000\n"
        "Fastigheter;3 000;3 500;-500;9 000\n"
        "Andelar;;9 331;-9 331;\n"
        "Nettoinvesteringar;8 000;16 831;-8 831;29 000\n"
        "Förvaltning;Budget;Utfall;Avvikelse;\n"
        "Gata;1;1;0;\n",
        variances={"Gator": "1000000", "Fastigheter": "-500000", "Andelar": "-9331000"},
        total="-8831000",
        grouping="project",
    ),
    # Nothing in the words tells of the parts; only the sums do.
    "parts told by arithmetic": Layout(
        "Område tkr;Budget 2025;Utfall 2025;Avvikelse\n"
        "Stöd och omsorg;5 000;5 300;-300\n"
        "Hemtjänst;3 200;3 400;-200\n"
        "Boende;1 800;1 900;-100\n"
        "Fritid;700;650;50\n"
        "Totalt;5 700;5 950;-250\n",
        variances={"Hemtjänst": "-200000", "Boende": "-100000", "Fritid": "50000"},
        total="-250000",
        grouping="field",
    ),
    # A printed sum that is rounded away from its parts is no error, one step further is.
    "rounding": Layout(
        "Nämnd;Budget tkr;Utfall tkr;Avvikelse\n"
        "A-nämnden;101;102;0\n"
        "B-nämnden;101;102;-1\n"
        "C-nämnden;101;102;-1\n"
        "Summa;305;306;-2\n",
        variances={"A-nämnden": "-1000", "B-nämnden": "-1000", "C-nämnden": "-1000"},
        total="-3000",
    ),
    # A sum that is named as its group stands below its parts.
    "sums without a word below": Layout(
        "Verksamhet (tkr);Budget 2025;Utfall 2025;Avvikelse\n"
        "Förskola;80 000;81 200;-1 200\n"
        "Grundskola;150 500;152 300;-1 800\n"
        "Utbildning;230 500;233 500;-3 000\n"
        "Hemtjänst;90 300;92 000;-1 700\n"
        "Boende;120 100;119 400;700\n"
        "Omsorg;210 400;211 400;-1 000\n"
        "Totalt;440 900;444 900;-4 100\n",
        variances={"Förskola": "-1200000", "Hemtjänst": "-1700000", "Boende": "700000", "Omsorg": "-1000000"},
        total="-4000000",
        wrong=("Totalt",),
        grouping="field",
    ),
    # Sums stand above their parts, and one is wrong.
    "sums above": Layout(
        "Verksamhet, 1 000-tals kronor;Budget 2025;Utfall 2025;Avvikelse\n"
        "Summa skola;230 500;233 900;-3 400\n"
        "Förskola;80 000;81 200;-1 200\n"
        "Grundskola;150 500;152 300;-1 800\n"
        "Summa omsorg;210 400;211 400;-1 000\n"
        "Hemtjänst;90 300;92 000;-1 700\n"
        "Boende;120 100;119 400;700\n"
        "Totalt;440 900;444 900;-4 000\n",
        variances={"Förskola": "-1200000", "Grundskola": "-1800000", "Boende": "700000"},
        total="-4000000",
        wrong=("Summa skola", "Totalt"),
        grouping="field",
    ),
    # Nämnder and what pays for them, to a result near zero; a column between years; nothing deviates as ±0.
    "taxes beside costs": Layout(
        "MNKR;UTFALL 2024;UTFALL 2025;FÖRÄNDRING 2024-2025;BUDGET 2025;BUDGETAVVIKELSE\n"
        "Kommunstyrelsen;-57,0;-58,9;-1,9;-60,1;+1,2\n"
        "Räddningsnämnden;-12,0;-12,0;0,0;-12,0;±0\n"
        "Summa nämnder;-69,0;-70,9;-1,9;-72,1;+1,2\n"
        "Skatteintäkter;60,0;62,4;2,4;62,0;+0,4\n"
        "Statsbidrag;19,0;20,0;1,0;19,0;+1,0\n"
        "Årets resultat;10,0;11,5;1,5;8,9;+2,6\n",
        variances={"Kommunstyrelsen": "1200000", "Räddningsnämnden": "0", "Skatteintäkter": "400000"},
        total="2600000",
    ),
    # Utgift and inkomst of each project, beside the totals of all its years; a dash that the deviation says is 0.
    "projects over several years": Layout(
        "INVESTERINGAR, TKR;SEDAN PROJEKTSTART;;ÅRET;;;;;\n"
        ";BESLUTAD;ACK UTFALL;BUDGET UTGIFT;BUDGET INKOMST;UTFALL UTGIFT;UTFALL INKOMST;UTFALL NETTO;AVVIKELSE NETTO\n"
        "Gator;40 000;33 000;5 000;-1 000;4 800;-1 200;3 600;400\n"
        "Vatten;90 000;61 000;8 000;0;9 100;-300;8 800;-800\n"
        "Summa;130 000;94 000;13 000;-1 000;13 900;-1 500;12 400;-400\n",
        variances={"Gator": "400000", "Vatten": "-800000"},
        total="-400000",
        grouping="project",
    ),
    # The headings are income and cost, both without minus.
    "headings of income and of cost": Layout(
        "Tkr;Budget 2025;Bokslut 2025;Avvikelse 2025\n"
        "Intäkter;;;\n"
        "Taxor och avgifter;12 500;12 900;400\n"
        "Bidrag;8 100;7 700;-400\n"
        "Summa intäkter;20 600;20 600;0\n"
        "Kostnader;;;\n"
        "Personal;82 000;83 500;-1 500\n"
        "Lokaler;20 500;20 100;400\n"
        "Summa kostnader;102 500;103 600;-1 100\n"
        "Nettokostnad;81 900;83 000;-1 100\n",
        variances={"Taxor och avgifter": "400000", "Personal": "-1500000", "Lokaler": "400000"},
        total="-1100000",
        grouping="nature",
    ),
}
