using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Limits;
using Matcher.Api.Recommendations;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Recommendations.Wording;
using Matcher.Api.Scoring;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>What came of a chunk.</summary>
/// <param name="Result">The results, packed.</param>
/// <param name="Ranked">How many people were ranked.</param>
/// <param name="Faulty">How many rows were faulty.</param>
/// <param name="ModelVersion">The model that scored; null when there was nothing to score.</param>
internal sealed record RankedChunk(ChunkResult Result, int Ranked, int Faulty, string? ModelVersion);

/// <summary>
/// Ranks the people of a chunk: reads them as the REST call reads a request, asks eligibility, has them scored some at a time on one
/// stream, and finds order and words with the recommender's own code. What comes out depends on the rows, the options, the model and
/// the catalogue alone.
/// </summary>
internal sealed class ChunkRanking(Gazetteer gazetteer, ScorerClient scorer, InteractivePriority onlineFirst)
{
    // Enough that messages cost little, and few enough that a caller who waits for an answer meanwhile waits for milliseconds.
    private const int PeopleAMessage = 16;

    /// <summary>Ranks a chunk.</summary>
    /// <exception cref="ScorerAwayException">The scorer gave no answer.</exception>
    /// <exception cref="OtherModelException">The scorer has the run's model no more.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public async Task<RankedChunk> Rank(ClaimedChunk chunk, Catalogue catalogue, CancellationToken cancellation)
    {
        var run = chunk.Run;
        var application = new ApplicationTime(run.Today, run.ApplicationDays);
        var rows = BlobFormat.UnpackList(chunk.Rows, BlobFormat.ReadRow);
        var (results, faults, choices) = (
            new List<PersonResult>(rows.Count),
            new List<RowFault>(),
            run.Allocation is null ? null : new List<PersonChoices>(rows.Count)
        );
        var (faulty, model) = (0, run.ModelVersion);
        using var reader = new PersonReader(run.Heading(), gazetteer);
        await using var stream = scorer.ScoreMany(
            new(catalogue, run.Today, run.Limit, choices is null ? 0 : catalogue.Courses.Count, run.ModelVersion),
            cancellation
        );
        foreach (var some in rows.Chunk(PeopleAMessage))
        {
            await onlineFirst.GiveWay(cancellation);
            var people = new List<(WaitingPerson Person, EligibleCohorts Eligible)>(some.Length);
            foreach (var row in some)
            {
                if (reader.Read(row, faults) is { } person)
                    people.Add((person, new(person.Profile, catalogue, EligibilityRules.StartOf(run.Today))));
                else
                    faulty++;
            }
            var toScore = new List<PersonToScore>(people.Count);
            foreach (var (person, eligible) in people)
            {
                if (eligible.Candidates.Count > 0)
                    toScore.Add(new(person.Profile, eligible.Candidates, application.StartFrom(person.Profile)));
            }

            var scored = toScore.Count == 0 ? [] : await stream.Score(toScore);
            var next = 0;
            foreach (var (person, eligible) in people)
            {
                var group = eligible.Candidates.Count == 0 ? null : scored[next++];
                if (group is not null && (model ??= group.ModelVersion) != group.ModelVersion)
                    throw new OtherModelException(model, group.ModelVersion);
                results.Add(Describe(person, eligible, group, run.Limit, application));
                choices?.Add(Choices(person, eligible, group, application));
            }
        }
        var result = new ChunkResult
        {
            RunId = run.Id,
            Number = chunk.Number,
            People = BlobFormat.Pack(results, PersonResult.Write),
            Faults = BlobFormat.Pack(faults, BlobFormat.WriteFault),
            Choices = choices is null ? null : BlobFormat.Pack(choices, PersonChoices.Write),
        };
        return new(result, results.Count, faulty, results.Exists(person => person.EligibleCourses > 0) ? model : null);
    }

    private static PersonResult Describe(
        WaitingPerson person,
        EligibleCohorts eligible,
        ScoredCandidates? scored,
        int limit,
        ApplicationTime application
    )
    {
        var (ranked, words, _, advice) = PersonRanking.Of(eligible, scored, application, limit);
        var courses = ranked.Zip(
            words,
            (course, said) =>
                new CourseResult(
                    eligible.CohortOf(course.Best).Value,
                    EnglishText.OneDecimal(eligible[course.Best].DistanceMiles),
                    course.Score!.Value,
                    course.ChoiceProbability!.Value,
                    said.FirstReasons,
                    said.Cautions
                )
        );
        IReadOnlyList<string> nothingFits =
            eligible.CourseCount > 0 ? [] : [.. RefusalSentences.NothingFits(eligible).Select(reason => reason.Detail)];
        return new(
            person.Row,
            person.Reference,
            person.Carried,
            person.Profile.Home.Precision,
            eligible.CourseCount,
            [.. courses],
            nothingFits,
            advice
        );
    }

    // Down to the person's cut-off.
    private static PersonChoices Choices(
        WaitingPerson person,
        EligibleCohorts eligible,
        ScoredCandidates? scored,
        ApplicationTime application
    )
    {
        var all = scored is null ? [] : CohortRanking.Rank(eligible, scored, application.StartFrom(person.Profile));
        var accepted = all.Take(person.LowestRank ?? int.MaxValue).ToList();
        var cohorts = accepted.Select(candidate => (ushort)eligible.CohortOf(candidate).Value);
        return new(person.Row, person.Reference, person.Priority, person.Joined, all.Length, [.. cohorts])
        {
            Lot = person.Lot,
            DistanceMiles = [.. accepted.Select(candidate => (float)eligible[candidate].DistanceMiles)],
        };
    }
}
