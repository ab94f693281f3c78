using Matcher.Data.Domain;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>Published figures beside simulated and served ones, and what the report says in words.</summary>
internal static class CalibrationTable
{
    private const double Normal95 = 1.96;
    private const int PeopleTimes = 10;

    /// <summary>Measures every figure.</summary>
    /// <param name="simulator">The simulator.</param>
    /// <param name="madeUp">People who chose from each made-up catalogue.</param>
    /// <param name="model">What serves.</param>
    /// <param name="people">How many people are asked what is served; simulated shares take ten times as many.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static IReadOnlyList<CalibrationRow> Measure(Simulator simulator, IReadOnlyList<List<Chooser>> madeUp, RankingModel model, int people, CancellationToken cancellation)
    {
        var simulated = simulator.Choosers(simulator.Base, Telling.Full).Draw(people * PeopleTimes, DrawPurpose.Test, cancellation);
        var full = Served(simulator, model, Telling.Full, people, cancellation);
        var sparse = Served(simulator, model, Telling.Sparse, people, cancellation);
        return
        [
            .. Rows("level", fitted: true, course => course.Accreditation),
            .. Rows("providerType", fitted: true, course => course.Provider.Type),
            .. Rows("coverage", fitted: false, course => course.Provider.Coverage),
        ];

        IEnumerable<CalibrationRow> Rows<T>(string figure, bool fitted, Func<Course, T> group)
            where T : struct, Enum => Enum.GetValues<T>().Select(each =>
            {
                var published = simulator.Figures.Share(figure, Words.Of(each));
                double Of(Chooser chooser) => chooser.Alternatives.Index().Sum(alternative => group(alternative.Item.Cohort.Course).Equals(each) ? chooser.Probabilities[alternative.Index] : 0);
                double ServedShare(List<Chooser> choosers) => choosers.Average(Of);
                return new CalibrationRow(
                    figure, Words.Of(each), fitted,
                    Wilson(published, simulator.Figures.Interviewees(figure)),
                    Mean([.. simulated.Select(Of)]),
                    Spread.Of([.. madeUp.Select(choosers => choosers.Average(Of))]),
                    ServedShare(full), ServedShare(sparse));
            });
    }

    /// <summary>Measures every statement, over made-up catalogues.</summary>
    public static IReadOnlyList<SignRow> Signs(IReadOnlyList<List<Chooser>> madeUp)
    {
        const double timePoorHours = 2;
        var all = madeUp.SelectMany(choosers => choosers).ToList();
        return
        [
            Sign("time-poor people choose non-accredited more", "share non-accredited",
                chooser => chooser.Person.Availability.StudyHoursPerWeek < timePoorHours, chooser => chooser.Person.Availability.StudyHoursPerWeek >= timePoorHours, Share(Accreditation.NonAccredited)),
            Sign("juniors value accreditation more than seniors", "share accredited",
                chooser => chooser.Person.Experience.Seniority is Seniority.Junior, chooser => chooser.Person.Experience.Seniority is Seniority.Senior or Seniority.MultiSite, Share(Accreditation.Level6, Accreditation.Level7)),
            Sign("careers specialists choose non-accredited or Level 7 more than newbies", "share non-accredited or Level 7",
                chooser => chooser.Person.Experience.Profile is ExperienceProfile.CareersSpecialist, chooser => chooser.Person.Experience.Profile is ExperienceProfile.Newbie, Share(Accreditation.NonAccredited, Accreditation.Level7)),
            Sign("those open to travel choose farther", "expected miles",
                chooser => chooser.Person.OpenToTravel is true, chooser => chooser.Person.OpenToTravel is false, chooser => chooser.Alternatives.Index().Sum(alternative => alternative.Item.Miles * chooser.Probabilities[alternative.Index])),
            Sign("rusty academic writing makes Level 7 daunting", "share Level 7, less for the rusty",
                chooser => chooser.Person.Experience.AcademicWriting is not AcademicWriting.Rusty, chooser => chooser.Person.Experience.AcademicWriting is AcademicWriting.Rusty, Share(Accreditation.Level7)),
        ];

        SignRow Sign(string statement, string measure, Func<Chooser, bool> those, Func<Chooser, bool> others, Func<Chooser, double> of)
        {
            var (first, second) = (all.Where(those).Select(of).DefaultIfEmpty(0).Average(), all.Where(others).Select(of).DefaultIfEmpty(0).Average());
            return new(statement, measure, first, second, first > second);
        }

        static Func<Chooser, double> Share(params Accreditation[] levels) =>
            chooser => chooser.Alternatives.Index().Sum(alternative => levels.Contains(alternative.Item.Cohort.Course.Accreditation) ? chooser.Probabilities[alternative.Index] : 0);
    }

    // People with the model's probabilities in place of the simulator's.
    private static List<Chooser> Served(Simulator simulator, RankingModel model, Telling telling, int people, CancellationToken cancellation)
    {
        var choosers = simulator.Choosers(simulator.Base, telling).Draw(people, DrawPurpose.Test, cancellation);
        return [.. choosers.Zip(Choice.Of(choosers)).AsParallel().AsOrdered().WithCancellation(cancellation).Select(pair =>
        {
            var scores = new double[pair.Second.Candidates.Length];
            model.Score(pair.Second.Person, pair.Second.Candidates, scores, cancellation);
            Scoring.ChoiceProbability.FromScores(scores, scores);
            return pair.First with { Probabilities = scores };
        })];
    }

    private static Spread Mean(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var error = Normal95 * Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)) / values.Count);
        return new(mean, mean - error, mean + error);
    }

    private static Spread Wilson(double share, double count)
    {
        const double z = Normal95;
        var middle = (share + z * z / (2 * count)) / (1 + z * z / count);
        var half = z / (1 + z * z / count) * Math.Sqrt(share * (1 - share) / count + z * z / (4 * count * count));
        return new(share, middle - half, middle + half);
    }
}
