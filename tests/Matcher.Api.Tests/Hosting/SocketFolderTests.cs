using Matcher.Api.Hosting;

namespace Matcher.Api.Tests.Hosting;

/// <summary>Processes that start at the same moment, each of which removes what killed ones left behind.</summary>
public sealed class SocketFolderTests
{
    [Fact]
    public void Processes_that_start_at_once_never_take_each_other_s_folder_for_one_left_behind() =>
        Parallel.For(
            0,
            1_000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            _ =>
            {
                using var folder = new SocketFolder();
                SocketFolder.RemoveLeftBehind();
                Assert.True(Directory.Exists(folder.FullName));
            }
        );
}
