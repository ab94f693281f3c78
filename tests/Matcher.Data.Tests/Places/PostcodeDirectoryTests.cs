using System.Globalization;
using CsCheck;
using Matcher.Data.Places;

namespace Matcher.Data.Tests.Places;

/// <summary>An operator's own postcode directory, and what the gazetteer knows by it.</summary>
public sealed class PostcodeDirectoryTests : IDisposable
{
    // The columns of 2025, of which a directory has many more.
    private const string Heading = "pcd7,pcd8,pcds,dointr,doterm,ctry25cd,rgn25cd,lat,long\n";

    private const string Rows =
        "BN3 1TL,BN3  1TL,BN3 1TL,198001,,E92000001,E12000008,50.827963,-0.168649\n"
        + "BN3 1ZZ,BN3  1ZZ,BN3 1ZZ,198001,200506,E92000001,E12000008,50.83,-0.17\n"
        + "SY105AA,SY10 5AA,SY10 5AA,198001,,W92000004,W99999999,52.82,-3.2\n"
        + "BN3 1AA,BN3  1AA,BN3 1AA,198001,,E92000001,E12000008,99.999999,0\n"
        + "BN3 1AB,BN3  1AB,BN3 1AB,198001,,E92000001,E12000008,,\n"
        + "nonsense,,nonsense,198001,,E92000001,E12000008,50.8,-0.1\n"
        + "BN3 1TL,BN3  1TL,BN3 1TL,198001,199901,E92000001,E12000008,50.1,-0.1\n"
        + "BN3 1AC,BN3 1AC\n";

    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("matcher-test-").FullName, "postcodes.bin");

    [Fact]
    public void A_directory_is_taken_by_how_its_columns_begin_and_every_row_is_accounted_for()
    {
        var (_, report) = Read(Heading + Rows);
        Assert.Equal(8, report.Rows);
        Assert.Equal(
            (3, 1, 2, 1, 1, 1),
            (report.Taken, report.Terminated, report.WithoutPosition, report.WithoutPostcode, report.Repeated, report.Broken)
        );
        Assert.True(report is { TellsCountry: true, TellsTerminated: true });
    }

    [Fact]
    public void Whole_postcodes_are_placed_exactly_and_what_is_not_known_by_its_district()
    {
        var gazetteer = Imported(Heading + Rows);
        var exact = Find(gazetteer, "bn31tl")!;
        Assert.Equal(("BN3", Precision.Postcode), (exact.Label, exact.Precision));
        Assert.Equal((50.82796, -0.16865), (Math.Round(exact.Position.Latitude, 5), Math.Round(exact.Position.Longitude, 5)));
        Assert.Equal(Precision.TerminatedPostcode, Find(gazetteer, "BN3 1ZZ")!.Precision);
        Assert.Equal(Precision.District, Find(gazetteer, "BN3 9ZZ")!.Precision);
        Assert.Equal(Precision.District, Find(gazetteer, "BN3")!.Precision);
        // Welsh, though its district is English.
        Assert.Null(Find(gazetteer, "SY10 5AA"));
        Assert.Equal("is in Wales", gazetteer.Whereabouts(Postcode.TryParse("SY10 5AA")!));
        Assert.Equal(Precision.District, Find(gazetteer, "SY10")!.Precision);
    }

    [Fact]
    public void A_directory_settles_on_which_side_of_the_border_a_postcode_lies_if_it_tells_countries()
    {
        const string rows = "CH4 7AA,{0}53.18,-2.89\nCH4 0AA,{1}53.17,-2.98\nM60 9AA,{0}53.48,-2.23\n";
        var told = Imported(
            "pcds,ctry25cd,lat,long\n"
                + rows.Replace("{0}", "E92000001,", StringComparison.Ordinal).Replace("{1}", "W92000004,", StringComparison.Ordinal)
        );
        Assert.Equal((Precision.Postcode, DistrictKind.Ordinary), (Find(told, "CH4 7AA")!.Precision, Find(told, "CH4 7AA")!.Kind));
        Assert.Null(Find(told, "CH4 0AA"));
        Assert.Equal((Precision.District, DistrictKind.PartlyWales), (Find(told, "CH4 7ZZ")!.Precision, Find(told, "CH4 7ZZ")!.Kind));
        // Where post goes is not where the school is.
        Assert.Equal(DistrictKind.PostBoxes, Find(told, "M60 9AA")!.Kind);
        var untold = Imported(
            "pcds,lat,long\n" + rows.Replace("{0}", "", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal)
        );
        Assert.Equal((Precision.Postcode, DistrictKind.PartlyWales), (Find(untold, "CH4 0AA")!.Precision, Find(untold, "CH4 0AA")!.Kind));
    }

    [Fact]
    public void Only_postcode_and_position_are_required()
    {
        var gazetteer = Imported("pcds,lat,long\nBN3 1TL,50.827963,-0.168649\nTD159SU,55.77209,-2.00218\n");
        Assert.Equal(Precision.Postcode, Find(gazetteer, "BN3 1TL")!.Precision);
        Assert.Equal(Precision.Postcode, Find(gazetteer, "TD15 9SU")!.Precision);
    }

    [Theory]
    [InlineData("", "pcds")]
    [InlineData("outcode,latitude\nBN3,50\n", "outcode, latitude")]
    [InlineData("pcds,lat,long\nBN3 1AB,,\n", "No row")]
    public void What_is_no_directory_is_refused(string csv, string saying) =>
        Assert.Contains(saying, Assert.Throws<InvalidDataException>(() => Read(csv)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_entry_comes_back_as_it_was_put_in() =>
        Gen.Select(Gen.Int[0, Postcode.Units - 1], Gen.Double[49, 61], Gen.Double[-9, 3], Gen.Enum<Nation>(), Gen.Bool)
            .Sample(
                (unit, latitude, longitude, nation, terminated) =>
                {
                    var entry = new PostcodeEntry(unit, latitude, longitude, nation, terminated);
                    Assert.Equal((unit, nation, terminated), (entry.Unit, entry.Nation, entry.Terminated));
                    Assert.Equal(
                        (latitude, longitude),
                        (entry.Position.Latitude, entry.Position.Longitude),
                        (one, other) => Math.Abs(one.Item1 - other.Item1) < 0.00001 && Math.Abs(one.Item2 - other.Item2) < 0.00001
                    );
                }
            );

    [Fact]
    public void Every_postcode_of_a_directory_is_found_and_no_other() =>
        Gen.Int[0, Postcode.Units - 1]
            .HashSet[1, 300]
            .Sample(
                units =>
                {
                    var name = (int unit) => $"BN3 {unit / 676}{(char)('A' + (unit / 26 % 26))}{(char)('A' + (unit % 26))}";
                    var gazetteer = Imported(
                        "pcds,lat,long\n"
                            + string.Concat(
                                units.Select(unit =>
                                    string.Create(CultureInfo.InvariantCulture, $"{name(unit)},{50 + (unit / 10_000.0)},-0.5\n")
                                )
                            )
                    );
                    for (var unit = 0; unit < Postcode.Units; unit += 7)
                    {
                        Assert.Equal(
                            units.Contains(unit) ? Precision.Postcode : Precision.District,
                            Find(gazetteer, name(unit))!.Precision
                        );
                    }

                    Assert.All(units, unit => Assert.Equal(50 + (unit / 10_000.0), Find(gazetteer, name(unit))!.Position.Latitude, 5));
                },
                iter: 30,
                threads: 1
            );

    [Fact]
    public void Entries_that_a_look_up_would_not_find_are_not_written()
    {
        PostcodeEntry[] entries = [new(1, 50, 0, Nation.England, false), new(2, 50, 0, Nation.England, false)];
        foreach (var wrong in new List<PostcodeEntry>[] { [entries[1], entries[0]], [entries[0], entries[0]] })
        {
            Assert.Throws<ArgumentException>(() =>
                PostcodeDirectory.Write(file, new Dictionary<string, List<PostcodeEntry>> { ["BN3"] = wrong })
            );
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void A_damaged_file_is_refused_and_says_what_to_do()
    {
        Imported(Heading + Rows);
        var good = File.ReadAllBytes(file);
        foreach (
            var damage in new Func<byte[], byte[]>[]
            {
                bytes => bytes[..^1],
                bytes => [],
                bytes => [.. bytes[..30], (byte)(bytes[30] ^ 1), .. bytes[31..]],
                bytes => [.. bytes, 0],
            }
        )
        {
            File.WriteAllBytes(file, damage(good));
            Assert.Contains(
                "postcodes import",
                Assert.Throws<InvalidDataException>(() => PostcodeDirectory.Read(file)).Message,
                StringComparison.Ordinal
            );
        }
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    private static (Dictionary<string, List<PostcodeEntry>> Districts, PostcodeImportReport Report) Read(string csv) =>
        PostcodeImport.Read(new StringReader(csv), CancellationToken.None);

    private static Place? Find(Gazetteer gazetteer, string postcode) => gazetteer.Find(Postcode.TryParse(postcode)!);

    private Gazetteer Imported(string csv)
    {
        PostcodeDirectory.Write(file, Read(csv).Districts);
        return Gazetteer.Read(DataFiles.Gazetteer, PostcodeDirectory.Read(file));
    }
}
