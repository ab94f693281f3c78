using Matcher.Scorer.Models;
using static System.FormattableString;
using static Matcher.Scorer.Evaluation.Markdown;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// Writes what a model is and what may be claimed of it for a person to read, from manifest and report alone: the same two give the same
/// card.
/// </summary>
internal static class ModelCard
{
    /// <summary>The card as Markdown, with line feeds as line ends.</summary>
    /// <param name="manifest">The model's.</param>
    /// <param name="report">What was measured of it.</param>
    public static string Write(ModelManifest manifest, EvaluationReport report)
    {
        string[] sections =
        [
            Opening(manifest, report),
            Simulated(manifest),
            Simulator(report),
            Ceilings(report),
            Comparison(report),
            Probability(report),
            HeldOut(report),
            Kept(report),
            Outside(report),
            ModelCardHistory.Changes(),
            ModelCardHistory.Objections(),
            Closing(manifest, report),
        ];
        // A checkout may have turned the line ends of the literals into others.
        return (string.Join("\n\n", sections) + "\n").ReplaceLineEndings("\n");
    }

    private static string Opening(ModelManifest manifest, EvaluationReport report)
    {
        var counts = manifest.Counts;
        var warnings = string.Concat(
            report.ModelVersion == manifest.Version
                ? ""
                : $"> **These figures are of another model, {report.ModelVersion}. Evaluate again.**\n\n",
            report.Scale.Name == EvaluationScale.Full.Name
                ? ""
                : Invariant(
                    $"> **Measured at {report.Scale.Name} scale ({Count(report.Scale.People)} people, {Count(report.Scale.Draws)} draws, seeds: {report.Scale.Seeds}): it shows that everything runs, and its figures are no figures to quote.**\n\n"
                )
        );
        return Invariant(
            $"""
            # Model card: {manifest.Version}

            {warnings}This model ranks training courses for Careers Leaders. It is a conditional logit: the score of a candidate is confidence × its weighted terms. What the score promises to be monotone in (distance, sessions that can be attended, start, satisfaction, the preferred level) has weights that can't have the wrong sign, so the promises hold by construction. A course is worth what its best cohort is worth, and the order keeps promises of its own. Scores compare within one answer only. This card is written by `evaluate`, from `manifest.json` and `evaluation.json` beside it, never by hand.

            | | |
            |---|---|
            | trained | {manifest.TrainedOn:yyyy-MM-dd}, seed {manifest.Seed}, by {manifest.Trainer} |
            | size | {manifest.Terms.Count} terms |
            | learned from | {Count(counts.TrainingChoosers)} simulated people ({Count(
                counts.TrainingRows
            )} courses in their eyes), confidence fitted on {Count(
                counts.ValidationChoosers
            )} others; people whose recorded choices it learned from: {Count(counts.OutsideChoices)} ({Percent(
                manifest.RecordedShare
            )} of the evidence) |
            | files of recorded choices | {ModelCardOrigin.Files(manifest)} |
            | evaluated | {report.EvaluatedOn:yyyy-MM-dd}, {report.Scale.Name} scale: {Count(
                report.Scale.People
            )} people a measurement, {Count(report.Scale.Draws)} draws of what a request doesn't tell, seeds: {report.Scale.Seeds} |

            ## Goals

            Each is judged by the figures below before they are rounded. "By construction": the program can't break it, and the figure checks the program.

            {AcceptanceCriteria.Table(report)}
            """
        );
    }

    private static string Simulated(ModelManifest manifest) =>
        Invariant(
            $"""
            ## Its choices are simulated

            {ModelCardOrigin.Sentence(
                manifest
            )} The simulator rests on *Evaluation of the Careers Leader Training* (Institute for Employment Studies, 2020), whose 52 interviewees were recruited by the providers and are not a census of Careers Leaders, and for distance on published choices of other kinds. Half of the simulated people chose from the illustrative sample catalogue ({manifest.CatalogueVersion}), half from 100 made-up catalogues.

            What is measured below is therefore *agreement with the simulator*, never accuracy: it says how well the model learned the simulator, and nothing of how well the simulator knows real people.
            """
        );

    private static string Simulator(EvaluationReport report) =>
        Invariant(
            $"""
            ## The simulator beside what is known

            Nothing in it is fitted to shares. What table 1.2 counts of kinds of provider is explained by what they supply: made-up catalogues give careers specialists more courses, more often and in more towns. A published share has the 95% interval (Wilson, 1927) that 52 interviewees allow; the others are means over {report.Scale.Catalogues} made-up catalogues. Served shares are by the model's choice probabilities: when requests say everything (full), and when they say location, sector and experience only (sparse). "Relabelled": in every catalogue one provider says that it is of another kind and coverage.

            {ModelCardTables.Shares(report)}

            ![Published and simulated shares]({Plots.SharesFile})

            How far people go, one way, is judged against what is known of analogous choices in England (`data/figures/travel.csv`, sources in `data/README.md`); the sizes of the distance weights follow from it. No source measures Careers Leaders, and the range is a judgement.

            {ModelCardTables.Travel(report)}

            What the published report says in words must come out with the same sign. Each was put into the weights or the population with its sign, of assumed size and not fitted; the table shows that nothing else outweighs it. The figures are over made-up catalogues.

            {ModelCardTables.Signs(report)}
            """
        );

    private static string Ceilings(EvaluationReport report) =>
        Invariant(
            $"""
            ## How sure anybody can be

            People with the same request choose differently, for tastes that no request tells. The oracle is the simulator itself, given only what the request says; nobody can be surer than it. The table has the mean probability, by the oracle, that the first recommendation is the one taken: of varied requests (some say everything, some next to nothing), full ones, and sparse ones (location, sector and experience only).

            {ModelCardTables.Ceilings(report)}
            """
        );

    private static string Comparison(EvaluationReport report) =>
        Invariant(
            $"""
            ## Comparison

            Shares are of the oracle: the simulator's own probabilities given only what the request says, averaged over {Count(
                report.Scale.Draws
            )} draws of what it doesn't tell. The oracle ranks by other draws than those that value every ranking, its own too, so that it is not flattered by chance. What ranks alike is averaged over its orders. Everything is by courses: a course is worth what its best cohort is worth.

            Each figure is the mean over seeds, with the least and the most in brackets where there are several. For each of the {report.Scale.Seeds} seeds every ranker learned anew from the same {Count(
                report.Scale.Choosers
            )} simulated people and was measured on the same {Count(
                report.Scale.People
            )} others. So the ranker in bold is the form that ships, learned anew each time; hold-outs say for themselves what was learned anew, and everything else on this card but the learning curve is of the very model that ships.

            {ModelCardTables.Comparison(report)}

            The same rankings beside the courses that simulated people chose. Even the oracle often misses those, so these too are shares of what the oracle reaches:

            {ModelCardTables.Choices(report)}

            ### What the promises cost

            The unconstrained rankers (ML.NET's LambdaMART) learned from the same choices, see all that the model sees and promise nothing. They also learn another objective, so the difference is no exact price of the promises; it shows whether a ranker without them does better on the same data. "By probability alone" is the model without the promises of its order.

            {ModelCardTables.Cost(report)}

            ### Whether trees earn their place

            Earlier models had ML.NET's trees on top of the logit. Trees that see every fact about which the score promises nothing change the oracle's probability of the first course by {Points(
                report.GainOfTrees.Mean
            )} percentage points (paired 95% interval {Points(report.GainOfTrees.Least)} to {Points(
                report.GainOfTrees.Most
            )}), so the model that ships has none.
            """
        );

    private static string Probability(EvaluationReport report) =>
        Invariant(
            $"""
            ## Calibration of the choice probability

            A confidence factor, which changes no order, is fitted on validation choices. The expected calibration error of the comparison is the distance between what is said of the first recommended course and the oracle's probability of it, in ten bins of what is said (Guo et al., 2017), weighted by people. A choice probability is the simulator's, not an observed one.

            ![Said choice probability beside the oracle's]({Plots.CalibrationFile})

            {ModelCardTables.Reliability(report)}
            """
        );

    private static string HeldOut(EvaluationReport report) =>
        Invariant(
            $"""
            ## Hold-outs

            What has not been seen in training. For a provider, a region or courses, the learner learned anew without them; catalogues of other sizes and other families of simulators were never part of training, and there it is the model that ships. Shares are of the oracle of the same catalogue and family.

            {ModelCardTables.HoldOuts(report)}

            ## Groups of people

            A small group's share is uncertain: read it beside its number of people.

            {ModelCardTables.Slices(report)}

            ## What is near

            From {(
                report.Scale.DistrictStep == 1
                    ? "every postcode district of England"
                    : $"one in {report.Scale.DistrictStep} postcode districts of England"
            )}, weighted by postcodes, on four days of the sample's year, for people who do not say that they are open to travel.

            {ModelCardTables.Near(report)}

            ![How far the first recommendation is]({Maps.MilesFile})

            ## First places

            How often each provider comes first, from the same districts on the same days, for what websites really send: beside the mean probability of its courses and its share of the places that are left. Courses that are about as probable take turns.

            {ModelCardTables.FirstPlaces(report)}

            ![Who comes first where]({Maps.ProvidersFile})

            ### What another assumption would do

            Level wishes are near the choices of 52 people, so they may be as others of 52 would have told them; and distance is known within a range. For each, a ranker learned anew from a third as many people, and first places were counted again from the same districts, for location only. Most of what differs is between courses that are about as probable; some of it is the smaller sample.

            {ModelCardTables.Uncertainty(report)}
            """
        );

    private static string Kept(EvaluationReport report) =>
        Invariant(
            $"""
            ## Promises

            Random pairs of candidates that differ in one fact. They hold by construction; this checks that the construction holds in the program that serves.

            {ModelCardTables.Promises(report)}

            ## Effects between requests

            What a change of the request does to the choice probability, on average and for single people.

            {ModelCardTables.Effects(report)}
            """
        );

    private static string Outside(EvaluationReport report) =>
        Invariant(
            $"""
            ## Learning from recorded choices

            Once choices are recorded, training goes on from the simulated model (`RecordedLearning` in `scorer/Training`). Here four simulated populations with foreign tastes stand for those who record them (`Foreign` in `scorer/Simulation/Simulator.cs`). The table has the share of *their* oracle, by how many of their choices were learned from; with 0 it is the simulated model alone. How real people differ from the simulator nobody knows, so this shows that learning works, not how many choices it will take.

            {ModelCardTables.LearningCurve(report)}

            ![Share by number of recorded choices]({Plots.LearningCurveFile})

            Nothing is learned from fewer than {Training.RecordedLearning.FewestPeople} people, from copies of one person, or from files that do not say what was shown; and from more only what makes the choices of others likelier, by more than chance explains. A few people drawn again and again, of the simulator's own and of the foreign populations in turn:

            {ModelCardTables.Luck(report)}
            """
        );

    private static string Closing(ModelManifest manifest, EvaluationReport report) =>
        Invariant(
            $"""
            ## Limits

            - Most weights of the simulator are assumed: `data/figures/choice-weights.csv` and `population.csv` say of each what it rests on.
            - Simulated people choose among all that is eligible at once; nobody asks a colleague or waits for a course.
            - The model can't see everything that people may weigh, such as when assignments are due or the region of the home.
            - 52 interviewees can't tell shares that lie within each other's intervals apart, and say nothing of how tastes go together.
            - The sample catalogue is illustrative; what it offers is made up.

            {ModelCardOrigin.MakeItAgain(manifest, report.Scale)}
            """
        );
}
