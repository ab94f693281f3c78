namespace Matcher.Scorer.Evaluation;

/// <summary>What the card says about earlier cards, and against itself.</summary>
internal static class ModelCardHistory
{
    /// <summary>What changed since the model before, and why.</summary>
    public static string Changes() =>
        """
            ## What changed on 27 November 2026, and why

            The model before met all fifteen goals of its card and sent people in Coventry 48 miles past a course 2 miles away. Its goals measured agreement with a simulator that nobody had held against common sense. So:

            - **Kinds of provider explain nothing.** Constants for "university" and "national" had been fitted to 52 people whom the providers recruited, and decided more than anything a person said. They are gone from simulator and model; made-up catalogues now give regional careers specialists more to offer, and that explains table 1.2.
            - **Distance follows evidence**, about twice as steep as the weights assumed before, and the miles that simulated people go are goals of their own.
            - **Who is asked for wishes and names none has none**, as the public contract says. Before, a missing level hid a wish.
            - **A course is worth what its best cohort is worth.** Before, listing a cohort five times multiplied a provider's share.
            - **Weights went where the report does not bear them out**: online sessions are liked less than face to face, word of mouth and Level 7 for careers specialists are no longer weighed, middle leaders value accreditation too.
            - **The order keeps promises of its own**, and courses that are about as probable take turns.
            - **The trees went**: they gained nothing.
            - **Learning from recorded choices** takes at least 100 people, effects of providers, and what was shown.

            Redefined after a measurement: the goals "the oracle's first course has a probability of 0.2 to 0.5" and "the hand rule reaches at most 70% of it" are gone, as a simulator in which location leads makes people surer and the hand rule better (the tables have both figures). "Every fitted share within 2 points" and "the held-out regional share" are gone, as 52 people can't carry them. The other families of simulators now also doubt the curve of distance and that utilities add up. Near-ties are within two points and within a seventh of the more probable course: two points alone would put courses half as probable first where there are many.
            """;

    /// <summary>What a statistician would object to.</summary>
    public static string Objections() =>
        """
            ## What a statistician would object to

            - Every size in the simulator but those of distance is assumed, and distance is judged from other people's choices (patients, students): known within a factor of about two.
            - A ranker that agrees with a simulator of the same additive form has an easy task. The families that doubt it do so one at a time.
            - The intervals of shares treat 52 people as a random sample. They were chosen by providers for a mix.
            - That a missing wish means no preference is the contract's reading. Where a website asks and people skip, some have wishes all the same.
            - The limit of dissimilarity 0 for cohorts of a course is assumed; people may like a choice of dates for itself.
            - Supply in made-up catalogues (how many more courses and towns regional specialists have) was set knowing table 1.2. No procedure fitted it, and the sample catalogue was left as it was.
            - Weights of the order (60 miles, 50 and 30 miles, a term of 122 days, 21 days to sign) are chosen, not estimated.
            - Acceptance of recorded choices by a one-sided bound still lets one useless file in twenty through.
            """;
}
