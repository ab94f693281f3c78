using Matcher.Data;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;
using Matcher.Protos;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;

namespace Matcher.Benchmarks.Workloads;

/// <summary>Simulated people who ask of all cohorts of a made-up catalogue, and room for what the scorer answers them.</summary>
internal sealed class MadeUpRequests
{
    private const int People = 16;
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly CandidateScorer Scorer = new(LoadedModel.Load(DataFiles.Model));

    private readonly PersonFacts[] people;
    private readonly CandidateRef[][] seen;
    private readonly CompiledCohorts cohorts;
    private readonly double[] scores;
    private readonly double[] probabilities;
    private readonly float[] contributions;
    private readonly int[] best;
    private int request;

    /// <summary>Draws them.</summary>
    /// <param name="candidates">How many cohorts the catalogue has.</param>
    /// <param name="cohortsOfCourse">How many cohorts in a row are one course, so that there are as many courses as wanted; null: as the
    /// catalogue has it.</param>
    public MadeUpRequests(int candidates, int? cohortsOfCourse = null)
    {
        var gazetteer = Gazetteer.Read(DataFiles.Gazetteer);
        var dice = new Dice(1, DrawPurpose.Test, candidates);
        var catalogue = RandomCatalogue.Draw(dice, gazetteer, Today, candidates);
        var population = new Population(Figures.Read(), gazetteer);
        var profiles = Enumerable
            .Range(0, People)
            .Select(_ => Requests.Of(population.Draw(dice, catalogue.Providers), ProfileCompleteness.Varied, dice))
            .ToArray();
        var messages = catalogue.Cohorts.Select(cohort => cohort.ToMessage()).ToArray();
        if (cohortsOfCourse is { } size)
        {
            foreach (var (index, message) in messages.Index())
                message.CourseId = $"course-{index / size}";
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        cohorts = Scorer.Prepare(messages);
        Console.WriteLine(
            $"// {candidates} kept cohorts take about {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024:N0} KiB"
        );
        // What they were made of is not theirs, and must not go meanwhile.
        GC.KeepAlive(messages);
        people = Array.ConvertAll(
            profiles,
            profile => new PersonFacts(profile.ToMessage(), Today.AddDays(Alternative.ApplicationDays).ToMessage())
        );
        seen = Array.ConvertAll(
            profiles,
            profile => catalogue.Cohorts.Select((cohort, index) => Seen(index, Candidate.Of(profile, cohort))).ToArray()
        );
        (scores, probabilities, contributions) = (new double[candidates], new double[candidates], new float[candidates * Factors.Count]);
        (best, Ranking, All) = (new int[cohorts.Courses], new int[cohorts.Courses], [.. Enumerable.Range(0, candidates)]);
    }

    /// <summary>How many courses there are.</summary>
    public int Courses => cohorts.Courses;

    /// <summary>Room for the order of all courses.</summary>
    public int[] Ranking { get; }

    /// <summary>Every candidate's index.</summary>
    public int[] All { get; }

    /// <summary>The next person's scores and probabilities.</summary>
    public void Score()
    {
        request = (request + 1) % People;
        Scorer.Score(people[request], cohorts, seen[request], scores, probabilities, best, default);
    }

    /// <summary>Scores everybody, so that <see cref="Rank"/> has the last one's probabilities.</summary>
    public void ScoreAll()
    {
        for (var i = 0; i < People; i++)
            Score();
    }

    /// <summary>The first courses of the person who was scored last, in order.</summary>
    public int Rank(int most) =>
        CourseOrder.Rank(people[request], cohorts, seen[request], best, probabilities, Ranking.AsSpan(0, Math.Min(most, Ranking.Length)));

    /// <summary>The courses sorted by probability alone: no order that keeps a promise.</summary>
    public void SortByProbability()
    {
        best.CopyTo(Ranking, 0);
        Ranking.AsSpan().Sort((one, other) => probabilities[other].CompareTo(probabilities[one]));
    }

    /// <summary>What the scores of candidates are made of.</summary>
    public void Explain(ReadOnlySpan<int> explained) =>
        Scorer.Explain(people[request], cohorts, seen[request], explained, contributions, default);

    private static CandidateRef Seen(int index, Candidate candidate) =>
        new(new(index), candidate.DistanceMiles, candidate.AttendableSessions);
}
