using Matcher.EndToEnd.Tests;

namespace Matcher.Clients.Tests;

/// <summary>The service as its users have it: the program in a process of its own, with a store of its own.</summary>
public sealed class RunningService : IDisposable
{
    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-clients-");
    private readonly RunningProgram program;

    public RunningService()
    {
        program = RunningProgram.Api($"--BatchRuns:Folder={store.FullName}");
        Address = program.Address("Matcher listens on");
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Base => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public void Dispose()
    {
        program.Dispose();
        store.Delete(recursive: true);
    }
}
