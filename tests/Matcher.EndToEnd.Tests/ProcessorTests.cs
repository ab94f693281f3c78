using Grpc.Net.Client;
using Matcher.Data;
using Matcher.Data.Catalogues;
using Matcher.Data.Places;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Candidate = Matcher.Data.Eligibility.Candidate;
using Profile = Matcher.Data.Domain.Profile;

namespace Matcher.EndToEnd.Tests;

/// <summary>The scorer on processors with fewer instructions than this one, which the runtime can be told to leave unused.</summary>
public sealed class ProcessorTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task A_processor_without_wide_vectors_gives_the_same_scores_to_the_bit(string instructions)
    {
        using var wide = RunningProgram.Scorer();
        using var narrow = new RunningProgram(
            "Matcher.Scorer",
            new Dictionary<string, string> { [instructions] = "0" },
            "serve",
            "--urls",
            "http://127.0.0.1:0"
        );
        var (expected, actual) = (await Ask(wide), await Ask(narrow));
        Assert.NotEmpty(expected.Scores);
        Assert.Equal(expected, actual);
    }

    private static async Task<ScoreResponse> Ask(RunningProgram scorer)
    {
        var person = new Profile { Home = new(new Position(50.83, -0.17), "BN3", Precision.District) };
        using var channel = GrpcChannel.ForAddress(scorer.Address("Scorer ready on"));
        return await new ScoringService.ScoringServiceClient(channel).ScoreAsync(
            new()
            {
                Profile = person.ToMessage(),
                Today = new DateOnly(2026, 11, 23).ToMessage(),
                Candidates =
                {
                    CatalogueFolder.Load(DataFiles.Catalogue).Cohorts.Select(cohort => Candidate.Of(person, cohort).ToMessage()),
                },
                Explain = true,
            }
        );
    }
}
