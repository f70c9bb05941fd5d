package org.meridian.results.statistics;

import java.util.List;

/** How the figures came about, for whoever reads an answer without its documentation. */
public record Method(
        String days, String counts, String suppression, String positivity, String prevalence, List<String> sources) {

    static final Method OURS = new Method(
            "UTC days of testedAt",
            "tubes by their newest revision; people are members of those tubes, somebody tested twice counts twice;"
                    + " tubes is the sum of the outcomes that are published",
            "every figure is a sum of blocks (country, day, outcome, division) of at least 10 tubes and 10 people that do"
                    + " not depend on the question; small divisions are together in 'other', or hidden",
            "positive / (positive + negative) tubes of the cells that publish both",
            "maximum likelihood for pools of different sizes, with a 95 % likelihood-ratio interval; inconclusive and"
                    + " invalid tubes are left out, and single tubes where pools are published apart (basis POOLS)",
            List.of(
                    "Dorfman R. The detection of defective members of large populations."
                            + " Ann Math Stat 1943;14:436-440",
                    "Thompson KH. Estimation of the proportion of vectors in a natural population of insects."
                            + " Biometrics 1962;18:568-578",
                    "Walter SD, Hildreth SW, Beaty BJ. Estimation of infection rates in populations of organisms using"
                            + " pools of variable size. Am J Epidemiol 1980;112:124-128",
                    "Hepworth G. Exact confidence intervals for proportions estimated by group testing."
                            + " Biometrics 1996;52:1134-1146"));
}
