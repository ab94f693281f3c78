using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>What a hub is told of its runs when bytes of the database are not what was written.</summary>
public sealed class DamagedStoreTests(ITestOutputHelper told) : IDisposable
{
    private static readonly string[] Forms = ["results", "errors", "corrections", "placements", "cohorts", "methods", ""];
    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-test-");

    private string Database => Path.Combine(store.FullName, "batch-runs.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        store.Delete(recursive: true);
    }

    [Fact]
    public async Task Whatever_bytes_are_damaged_an_answer_is_whole_and_right_or_503_with_a_sentence()
    {
        using var api = new RunningApi(("BatchRuns:Folder", store.FullName));
        var hub = new Hub(api);
        var list = "reference,postcode,Notes\r\n" + string.Concat(Enumerable.Range(0, 1200).Select(person => $"P{person},{(person % 50 == 0 ? "nowhere" : "BN3")},note {person}\r\n"));
        var runs = new List<Uri>();
        for (var i = 0; i < 2; i++) runs.Add(new((string)(await hub.Finished(list, "?allocate=true&limit=2"))["links"]!["self"]!, UriKind.Relative));
        var addresses = runs.SelectMany(run => Forms.Select(form => form.Length == 0 ? $"{run}" : $"{run}/{form}")).Append("/v1/batch-runs").ToList();
        var right = new Dictionary<string, string>();
        foreach (var address in addresses) right[address] = Settled(await api.Client.GetStringAsync(address));
        SqliteConnection.ClearAllPools();
        var whole = await File.ReadAllBytesAsync(Database);
        var (answers, refused) = (0, 0);

        // The first pages hold the tables' form, without which nothing can be read.
        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte.Array[1, 3000]).SampleAsync(
            async (at, bytes) =>
            {
                var damaged = whole.ToArray();
                bytes.AsSpan(0, Math.Min(bytes.Length, damaged.Length - at)).CopyTo(damaged.AsSpan(at));
                SqliteConnection.ClearAllPools();
                await File.WriteAllBytesAsync(Database, damaged);
                foreach (var address in addresses)
                {
                    using var answer = await api.Client.GetAsync(address);
                    var text = await answer.Content.ReadAsStringAsync();
                    answers++;
                    if (answer.StatusCode == HttpStatusCode.OK && Settled(text) == right[address]) continue;
                    refused++;
                    Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"Damaged from {at} on, {address} answered {(int)answer.StatusCode} {text[..Math.Min(300, text.Length)]}");
                    Assert.Contains("damaged", (string)JsonNode.Parse(text)!["detail"]!, StringComparison.Ordinal);
                }
            },
            iter: 150,
            threads: 1);
        told.WriteLine($"{answers} answers, {refused} of them 503.");
        // Damage to one run keeps nobody from another.
        Assert.InRange(refused, 1, answers / 2);
    }


    private static string Settled(string text) => text;
}
