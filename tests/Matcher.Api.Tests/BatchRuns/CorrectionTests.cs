using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>A hub that corrects a list in a spreadsheet and sends it again, as often as it takes.</summary>
public sealed class CorrectionTests : IDisposable
{
    private static readonly string[] Notes =
    [
        "=1+1",
        "-",
        "@home",
        "+44 20 7946 0000",
        "'t Hooft",
        "''=1",
        "-5",
        "  =2",
        "'",
        "\t=3",
        "'=4",
        "O'Brien",
        "＝5",
    ];
    private readonly RunningApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Cells_that_were_made_safe_for_a_spreadsheet_come_back_as_they_were_however_often()
    {
        var hub = new Hub(api);
        var list =
            "reference,postcode,-phone,Notes\r\n"
            + string.Concat(Notes.Select((note, i) => $"-A{i},{(i == 0 ? "nowhere" : "BN3")},+{i} x,\"{note}\"\r\n"));
        var first = await hub.Finished(list);
        var (corrections, people) = (await hub.Get(first, "corrections", "text/csv"), await People(hub, first));
        // A spreadsheet runs none of it.
        foreach (var cell in Cells(corrections).Skip(1).Select(row => row[3]))
            Assert.False(cell is ['=' or '@' or '\t', ..] or "-" or "+44 20 7946 0000", cell);
        Assert.Equal("-A1", people[0].Reference);
        Assert.Equal("-", people[0].Notes);
        for (var round = 0; round < 3; round++)
        {
            var again = await hub.Finished(corrections);
            Assert.Equal(corrections, await hub.Get(again, "corrections", "text/csv"));
            Assert.Equal(people, await People(hub, again));
        }
    }

    private static async Task<List<(string Reference, string Phone, string Notes)>> People(Hub hub, JsonObject run) =>
        [
            .. (await hub.Lines(run, "results")).Select(person =>
                ((string)person["reference"]!, (string)person["carried"]!["-phone"]!, (string)person["carried"]!["Notes"]!)
            ),
        ];

    private static List<string[]> Cells(string csv)
    {
        using var parser = new CsvParser(new StringReader(csv.TrimStart('\uFEFF')), CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (parser.Read())
            rows.Add(parser.Record!);
        return rows;
    }
}
