using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// A simulated person to measure on, with what the oracle knows of their request. Courses are numbered within the person.
/// </summary>
internal sealed class TestPerson
{
    private TestPerson(Chooser chooser, Choice choice, Oracle oracle)
    {
        (Chooser, Choice) = (chooser, choice);
        OracleScores = Sum(oracle.Probabilities(chooser, DrawPurpose.OracleChoice));
        Values = Sum(oracle.Probabilities(chooser, DrawPurpose.OracleValue));
    }

    public Chooser Chooser { get; }

    /// <summary>What the scorer sees.</summary>
    public Choice Choice { get; }

    public int CourseCount => Choice.CourseCount;

    /// <summary>The oracle's probability of each course, by the draws that make its ranking.</summary>
    public double[] OracleScores { get; }

    /// <summary>
    /// The oracle's probability of each course by other draws: what a ranking is worth. Had they been the same, the oracle would look
    /// better than it is.
    /// </summary>
    public double[] Values { get; }

    /// <summary>The course that was chosen.</summary>
    public int ChosenCourse => Choice.ChosenCourse;

    /// <summary>Draws people and asks the oracle.</summary>
    /// <param name="choosers">Who they are.</param>
    /// <param name="count">How many to draw.</param>
    /// <param name="draws">Draws of what a request doesn't tell.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="keep">Who is measured on; null: all.</param>
    public static List<TestPerson> Draw(
        Choosers choosers,
        int count,
        int draws,
        CancellationToken cancellation,
        Func<Chooser, bool>? keep = null
    )
    {
        var oracle = new Oracle(choosers, draws);
        List<Chooser> people = [.. choosers.Draw(count, DrawPurpose.Test, cancellation).Where(keep ?? (_ => true))];
        return
        [
            .. people
                .Zip(Choice.Of(people))
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancellation)
                .Select(pair => new TestPerson(pair.First, pair.Second, oracle)),
        ];
    }

    /// <summary>The id of a course.</summary>
    public string CourseId(int course) => Chooser.Alternatives[Array.IndexOf(Choice.Courses, course)].Cohort.Course.Id;

    /// <summary>The id of a course's provider.</summary>
    public string ProviderId(int course) => Chooser.Alternatives[Array.IndexOf(Choice.Courses, course)].Cohort.Course.Provider.Id;

    /// <summary>
    /// The probability of each course, when scores are log-utilities of candidates: a course is worth what its best candidate is.
    /// </summary>
    public double[] Probabilities(double[] scores)
    {
        var probabilities = Choice.BestScores(scores);
        ChoiceProbability.FromScores(probabilities, probabilities);
        return probabilities;
    }

    private double[] Sum(double[] values)
    {
        var sums = new double[CourseCount];
        for (var i = 0; i < values.Length; i++)
            sums[Choice.Courses[i]] += values[i];
        return sums;
    }
}
