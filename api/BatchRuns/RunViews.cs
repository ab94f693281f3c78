using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.Store;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns;

/// <summary>Runs as they are shown at this moment: what they wait for, and when they are erased.</summary>
internal sealed class RunViews(RunWorker worker, IOptions<StoreOptions> options, TimeProvider clock)
{
    public RunView Of(RunProgress progress) =>
        RunView.Of(progress, worker.WaitsFor(progress.Run.Id), options.Value.Retention, clock.GetUtcNow());
}
