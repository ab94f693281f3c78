using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data.Places;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Results say how a person was located, as the answer to a single request does.</summary>
public sealed class PlacedByTests
{
    private const string List =
        "reference,postcode,latitude,longitude,maxDistanceMiles\r\nexact,BN3 1TL,,,\r\nold,BN3 1ZZ,,,\r\nunknown,BN3 9ZZ,,,\r\narea,BN3,,,\r\npoint,,50.8,-0.1,\r\nnowhere,TR19,,,0\r\n";

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["exact"] = "postcode",
        ["old"] = "terminatedPostcode",
        ["unknown"] = "district",
        ["area"] = "district",
        ["point"] = "coordinate",
        ["nowhere"] = "district",
    };

    private static readonly string[] Texts = ["some text"];

    [Fact]
    public async Task Everybody_is_told_what_placed_them_even_where_nothing_fits()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "postcodes.bin");
        PostcodeDirectory.Write(
            file,
            PostcodeImport
                .Read(
                    new StringReader("pcds,doterm,lat,long\nBN3 1TL,,50.827963,-0.168649\nBN3 1ZZ,200506,50.83,-0.17\n"),
                    CancellationToken.None
                )
                .Districts
        );
        using var api = new RunningApi(("Postcodes:File", file));
        var hub = new Hub(api);
        var run = await hub.Finished(List);
        Assert.Equal(
            Expected,
            (await hub.Lines(run, "results")).ToDictionary(person => (string)person["reference"]!, person => (string)person["placedBy"]!)
        );

        using var csv = new CsvReader(new StringReader(await hub.Get(run, "results", "text/csv")), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(
            Expected.Keys.Order(StringComparer.Ordinal),
            rows.Select(row => (string)row["reference"]).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(rows, row => Assert.Equal(Expected[(string)row["reference"]], (string)row["placedBy"]));
        Assert.Contains(
            "0 miles away",
            (string)rows.Single(row => (string)row["reference"] == "nowhere")["nothingFits"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_an_earlier_version_kept_is_read_without_it_and_what_a_later_one_kept_is_refused()
    {
        var earlier = Form(
            1,
            writer =>
            {
                writer.Write7BitEncodedInt(1);
                writer.Write7BitEncodedInt(7);
                writer.Write("CL-001");
                writer.Write(Texts);
                writer.Write7BitEncodedInt(3);
                writer.Write7BitEncodedInt(1);
                writer.Write7BitEncodedInt(42);
                foreach (var number in (ReadOnlySpan<double>)[33.3, 3.22, 0.64])
                    writer.Write(number);
                writer.Write(Texts);
                writer.Write(Texts);
                writer.Write(Array.Empty<string>());
            }
        );
        var person = Assert.Single(BlobFormat.UnpackList(earlier, PersonResult.Read));
        Assert.Equal((7, "CL-001", null, 3), (person.Row, person.Reference, person.PlacedBy, person.EligibleCourses));
        Assert.Equal((42, 33.3, "some text"), (person.Courses[0].Cohort, person.Courses[0].DistanceMiles, person.Courses[0].Cautions[0]));

        Assert.Empty(person.Advice);

        var again = BlobFormat.Pack([person, person with { PlacedBy = Precision.TerminatedPostcode }], PersonResult.Write);
        Assert.Equal([null, Precision.TerminatedPostcode], BlobFormat.UnpackList(again, PersonResult.Read).Select(each => each.PlacedBy));
        Assert.Throws<InvalidDataException>(() => BlobFormat.UnpackList(Form(BlobFormat.NewestForm + 1, _ => { }), PersonResult.Read));
        Assert.Throws<InvalidDataException>(() => BlobFormat.UnpackList(Form(0, _ => { }), PersonResult.Read));
    }

    [Fact]
    public void A_row_that_an_earlier_version_kept_is_read_as_one_without_damage()
    {
        var earlier = Form(
            2,
            writer =>
            {
                writer.Write7BitEncodedInt(1);
                writer.Write7BitEncodedInt(7);
                writer.Write(Texts);
            }
        );
        var row = Assert.Single(BlobFormat.UnpackList(earlier, BlobFormat.ReadRow));
        Assert.Equal((7, Texts[0], RowDamage.None), (row.Number, row.Cells[0], row.Damage));
        var packed = BlobFormat.Pack([row with { Damage = RowDamage.Quotation }], BlobFormat.WriteRow);
        Assert.Equal(RowDamage.Quotation, Assert.Single(BlobFormat.UnpackList(packed, BlobFormat.ReadRow)).Damage);
    }

    private static byte[] Form(byte form, Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(form);
        using (var writer = new BinaryWriter(new DeflateStream(bytes, CompressionLevel.Fastest), Encoding.UTF8))
            write(writer);
        return bytes.ToArray();
    }
}
