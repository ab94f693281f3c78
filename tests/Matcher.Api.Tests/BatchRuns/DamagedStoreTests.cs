using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Data.Sqlite;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>What a hub reads about its runs when bytes of the database are not what was written.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private const int Slice = 256;
    private static readonly string[] Forms = ["", "/results", "/errors", "/corrections", "/placements", "/cohorts", "/methods"];
    private static readonly string List =
        "reference,postcode,Notes\r\n"
        + string.Concat(
            Enumerable.Range(0, 1200).Select(person => $"P{person},{(person % 50 == 0 ? "nowhere" : "BN3")},note {person}\r\n")
        );

    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-test-");
    private readonly RunningApi api;

    public DamagedStoreTests() => api = new(("BatchRuns:Folder", store.FullName));

    private string Database => Path.Combine(store.FullName, "batch-runs.db");

    public void Dispose()
    {
        api.Dispose();
        SqliteConnection.ClearAllPools();
        store.Delete(recursive: true);
    }

    [Fact]
    public async Task Results_whose_bytes_are_damaged_are_503_with_a_sentence_and_the_others_are_given_as_they_were()
    {
        var right = new Dictionary<string, string>();
        foreach (var address in await Addresses())
            right[address] = await api.Client.GetStringAsync(address);
        var slices = await Packed();
        var whole = await Whole();
        var offsets = slices.Select(slice => whole.AsSpan().IndexOf(slice)).Where(offset => offset >= 0).ToArray();
        Assert.NotEmpty(offsets);
        var somewhere = Gen.Int[0, offsets.Length - 1].Select(i => offsets[i]);
        await Gen.Select(somewhere, Gen.Byte[1, 255], Gen.Byte.Array[0, Slice - 1])
            .SampleAsync(
                async (at, change, bytes) =>
                {
                    var (refused, tries) = (0, 0);
                    do
                    {
                        await Damage(whole, at, [(byte)(whole[at] ^ change), .. bytes]);
                        refused = 0;
                        foreach (var (address, answer) in right)
                        {
                            var (status, text) = await Ask(address);
                            if (status != HttpStatusCode.OK)
                                refused++;
                            else
                                Assert.True(text == answer, $"{address} was answered with something else.");
                        }
                        // The service looked for work just while the file was being written, and keeps what it saw of it.
                    } while (refused == right.Count && ++tries < 5);
                    // One of two runs, and neither its state nor all that comes of it.
                    Assert.InRange(refused, 1, Forms.Length - 1);
                },
                iter: 60,
                threads: 1
            );
    }

    [Fact]
    public async Task Whatever_bytes_are_damaged_every_answer_is_whole_and_what_can_not_be_read_is_said_in_a_sentence()
    {
        var addresses = await Addresses();
        var whole = await Whole();
        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte.Array[1, 3000])
            .SampleAsync(
                async (at, bytes) =>
                {
                    await Damage(whole, at, bytes);
                    foreach (var address in addresses)
                        await Ask(address);
                },
                iter: 60,
                threads: 1
            );
    }

    // Of two runs that are done.
    private async Task<List<string>> Addresses()
    {
        var addresses = new List<string> { "/v1/batch-runs" };
        for (var i = 0; i < 2; i++)
        {
            var run = await new Hub(api).Finished(List, "?allocate=true&limit=2");
            addresses.AddRange(Forms.Select(form => $"/v1/batch-runs/{run["id"]}{form}"));
        }
        return addresses;
    }

    // 200, or 503 with what is the matter; a run whose key is damaged can't be told from one that is not there.
    private async Task<(HttpStatusCode Status, string Text)> Ask(string address)
    {
        using var answer = await api.Client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            Assert.Contains("damaged", (string)JsonNode.Parse(text)!["detail"]!, StringComparison.Ordinal);
        else
            Assert.True((int)answer.StatusCode is 200 or 404 or 409, $"{address} was answered with {(int)answer.StatusCode} {text}");
        return (answer.StatusCode, text);
    }

    private async Task<byte[]> Whole()
    {
        SqliteConnection.ClearAllPools();
        return await File.ReadAllBytesAsync(Database);
    }

    private async Task Damage(byte[] whole, int at, byte[] bytes)
    {
        var damaged = whole.ToArray();
        bytes.AsSpan(0, Math.Min(bytes.Length, damaged.Length - at)).CopyTo(damaged.AsSpan(at));
        SqliteConnection.ClearAllPools();
        await File.WriteAllBytesAsync(Database, damaged);
    }

    // Everything that the tables hold packed, in slices, as it is in the file in pieces.
    private async Task<List<byte[]>> Packed()
    {
        await using var connection = new SqliteConnection($"Data Source={Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT People FROM Results UNION ALL SELECT Faults FROM Results
            UNION ALL SELECT Rows FROM Inputs UNION ALL SELECT Placements FROM Runs
            """;
        var slices = new List<byte[]>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            slices.AddRange(((byte[])reader[0]).Chunk(Slice).Where(slice => slice.Length == Slice));
        return slices;
    }
}
