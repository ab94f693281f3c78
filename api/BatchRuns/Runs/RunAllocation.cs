using Matcher.Api.BatchRuns.Store;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>Proposes who goes into which cohort, once everybody is ranked.</summary>
internal sealed class RunAllocation(RunStore store)
{
    public async Task<byte[]> Propose(BatchRun run, Catalogue catalogue, CancellationToken cancellation)
    {
        await Task.CompletedTask;
        throw new NotSupportedException($"{run} {catalogue} {store} {cancellation}");
    }
}
