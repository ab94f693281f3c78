using Matcher.Benchmarks.Workloads;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Training;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// A workload's requests as the scorer gets them whose callers had it keep their cohorts: a person, and candidates among those cohorts.
/// </summary>
internal sealed class KeptRequests
{
    private readonly Choice[] choices;
    private readonly CandidateRef[][] candidates;

    public KeptRequests(Workload work)
    {
        choices = [.. work.Choices];
        var cohorts = choices
            .SelectMany(choice => choice.Candidates)
            .Select(candidate => candidate.Cohort)
            .Distinct<Cohort>(ReferenceEqualityComparer.Instance)
            .ToList();
        var indexOf = cohorts
            .Index()
            .ToDictionary(cohort => cohort.Item, cohort => cohort.Index, (IEqualityComparer<Cohort>)ReferenceEqualityComparer.Instance);
        candidates = Array.ConvertAll(
            choices,
            choice =>
                Array.ConvertAll(
                    choice.Candidates,
                    candidate => new CandidateRef(new(indexOf[candidate.Cohort]), candidate.DistanceMiles, candidate.AttendableSessions)
                )
        );
        Set = work.Model.Prepare(cohorts);
    }

    /// <summary>The cohorts of all requests, kept together.</summary>
    public CompiledCohorts Set { get; }

    /// <summary>Who asks, read from the request's message anew.</summary>
    public PersonFacts Person(int request) => choices[request].Person;

    /// <summary>What they are offered, of the set.</summary>
    public CandidateRef[] Candidates(int request) => candidates[request];
}
