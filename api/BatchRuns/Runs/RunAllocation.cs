using System.Diagnostics;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Telemetry;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>Proposes who goes into which cohort, once everybody is ranked, and compares the ways to do it.</summary>
internal sealed class RunAllocation(RunStore store, ServiceMetrics metrics)
{
    /// <summary>Works out the run's placements.</summary>
    /// <returns>An <see cref="AllocationReport"/>, packed: the same whenever and wherever it is made.</returns>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public async Task<byte[]> Propose(BatchRun run, Catalogue catalogue, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var people = new List<PersonChoices>(run.Rows);
        await foreach (var chunk in store.Results(run, cancellation))
        {
            people.AddRange(
                BlobFormat.UnpackList(
                    chunk.Choices
                        ?? throw new InvalidDataException(
                            "What the people would choose is not kept. Delete the run and send the list again."
                        ),
                    PersonChoices.Read
                )
            );
        }

        var problem = new AllocationProblem(people, [.. catalogue.Cohorts.Select(CohortOffer.Of)], run.Seed);
        var placements = AllocationMethods
            .All.Select(method => (method.Name, Placement: method.Place(problem, cancellation)))
            .OrderByDescending(method => method.Name == run.Allocation)
            .ToList();
        var report = AllocationReport
            .Of(
                problem,
                placements[0].Placement,
                [.. placements.Select(method => AllocationReport.Summarise(method.Name, problem, method.Placement))]
            )
            .Pack();
        metrics.Allocated(run.Allocation!, Stopwatch.GetElapsedTime(began));
        return report;
    }
}
