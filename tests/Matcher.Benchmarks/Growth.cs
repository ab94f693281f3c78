using BenchmarkDotNet.Attributes;
using Matcher.Data;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;
using Matcher.Protos;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;

namespace Matcher.Benchmarks;

/// <summary>
/// How do the time and the memory of a whole request to the scorer grow with its candidates: terms, trees, explanations and probabilities by
/// the model that ships, for all cohorts of a made-up catalogue? Public and open, as BenchmarkDotNet wants it.
/// </summary>
public class Growth
{
    private const int People = 16;
    private const int BestCoursesShown = 10;
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly GroupScorer Scorer = new(LoadedModel.Load(DataFiles.Model));

    private CohortSet cohorts = null!;
    private PersonFacts[] people = [];
    private SeenCohort[][] seen = [];
    private double[] scores = [];
    private double[] probabilities = [];
    private float[] contributions = [];
    private int[] places = [];
    private SeenCohort[] best = [];
    private int request;

    [Params(40, 150, 1_000, 10_000)]
    public int Candidates { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var gazetteer = Gazetteer.Read(DataFiles.Gazetteer);
        var dice = new Dice(1, DrawPurpose.Test, Candidates);
        var catalogue = RandomCatalogue.Draw(dice, gazetteer, Today, Candidates);
        var population = new Population(Figures.Read(), gazetteer);
        var profiles = Enumerable.Range(0, People).Select(_ => Requests.Of(population.Draw(dice, catalogue.Providers), Telling.Varied, dice)).ToArray();
        cohorts = Scorer.Prepare([.. catalogue.Cohorts.Select(cohort => cohort.ToMessage())]);
        people = Array.ConvertAll(profiles, profile => new PersonFacts(profile.ToMessage(), Today.ToMessage()));
        seen = Array.ConvertAll(profiles, profile => catalogue.Cohorts
            .Select((cohort, place) => (Place: place, As: Candidate.Of(profile, cohort)))
            .Select(each => new SeenCohort(each.Place, each.As.DistanceMiles, each.As.AttendableSessions)).ToArray());
        (scores, probabilities, contributions) = (new double[Candidates], new double[Candidates], new float[Candidates * Factors.Count]);
        (places, best) = (new int[Candidates], new SeenCohort[Candidates]);
        Console.WriteLine($"// {Candidates} kept cohorts take about {Candidates * cohorts.BytesOfCohort / 1024:N0} KiB");
    }

    [Benchmark(Description = "Score, explain the best ten courses")]
    public void ExplainBest()
    {
        Score();
        var found = BestCourses.Find(cohorts, seen[request], scores, BestCoursesShown, places);
        for (var i = 0; i < found; i++) best[i] = seen[request][places[i]];
        Scorer.Explain(people[request], cohorts, best.AsSpan(0, found), contributions, default);
    }

    [Benchmark(Description = "Score, explain all")]
    public void ExplainAll()
    {
        Score();
        Scorer.Explain(people[request], cohorts, seen[request], contributions, default);
    }

    private void Score()
    {
        request = (request + 1) % People;
        Scorer.Score(people[request], cohorts, seen[request], scores, probabilities, default);
    }
}
