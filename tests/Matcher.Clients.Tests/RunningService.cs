using Matcher.EndToEnd.Tests;

namespace Matcher.Clients.Tests;

/// <summary>The service as its users have it: the program in a process of its own, with a store of its own.</summary>
public sealed class RunningService : IDisposable
{
    /// <summary>A name that it answers to beside this machine's, as browsers trust this machine more than others.</summary>
    public const string Name = "matcher.example";

    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-clients-");
    private readonly RunningProgram program;

    public RunningService()
    {
        program = RunningProgram.Api(
            $"--BatchRuns:Folder={store.FullName}",
            $"--Web:Hosts:0={Name}",
            "--Web:Hosts:1=127.0.0.1",
            "--Web:Hosts:2=localhost",
            "--Access:Open=true"
        );
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
