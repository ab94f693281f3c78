using Matcher.Api.Hosting;

namespace Matcher.Api.Tests.Hosting;

/// <summary>Processes that start at the same moment, each of which removes what killed ones left behind.</summary>
public sealed class SocketFolderTests
{
    // Which comes first is chance: as many times as make it sure that they have met.
    private const int Folders = 3_000;

    [Fact]
    public async Task Processes_that_start_at_once_never_take_each_other_s_folder_for_one_left_behind()
    {
        using var done = new CancellationTokenSource();
        var cleaning = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(() =>
                {
                    while (!done.IsCancellationRequested)
                        SocketFolder.RemoveLeftBehind();
                })
            )
            .ToList();
        try
        {
            Parallel.For(
                0,
                Folders,
                new ParallelOptions { MaxDegreeOfParallelism = 4 },
                _ =>
                {
                    using var folder = new SocketFolder();
                    Assert.True(Directory.Exists(folder.FullName));
                }
            );
        }
        finally
        {
            await done.CancelAsync();
            await Task.WhenAll(cleaning);
        }
    }
}
