using System.Text.Json.Serialization;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>How far a run is. What it waits for, if anything, is beside it.</summary>
[JsonConverter(typeof(EnumNameConverter<RunState>))]
internal enum RunState
{
    /// <summary>The waiting list is being taken in; a run that never gets beyond this was never promised to anybody.</summary>
    Receiving,

    /// <summary>People are being ranked.</summary>
    Ranking,

    /// <summary>Everybody is ranked; placements are being worked out.</summary>
    Allocating,

    /// <summary>All results are there.</summary>
    Done,
}

/// <summary>A waiting list being ranked, and what it is pinned to. Its rows are in its chunks.</summary>
internal sealed class BatchRun
{
    /// <summary>How the keys of runs begin that the command line began. No key that is sent has a slash.</summary>
    public const string CommandLineKey = "command-line/";

    /// <summary>Names the run: random, so that nobody finds it by guessing.</summary>
    public Guid Id { get; init; }

    /// <summary>The hub that sent the list, and that alone sees the run; empty: the command line, or nobody was asked.</summary>
    public string Owner { get; init; } = "";

    /// <summary>How far it is.</summary>
    public RunState State { get; set; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it was done, UTC; null before.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>The caller's key; the same key of the same hub is the same run. Null: none was given.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of everything that the results depend on: the bytes of the waiting list and the options.
    /// </summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>The form of the waiting list.</summary>
    public ListFormat Format { get; init; }

    /// <summary>The names of the waiting list's columns as they are; none for NDJSON.</summary>
    public string[] Columns { get; init; } = [];

    /// <summary>
    /// Which of them hold dates that are month first: see <see cref="DateOrder.MonthFirst"/>. Known once the list was received whole.
    /// </summary>
    public string[] MonthFirst { get; set; } = [];

    /// <summary>What the list's sender said of the columns: see <see cref="ColumnMapping.For"/>.</summary>
    public string[] Mapping { get; init; } = [];

    /// <summary>Whether an optional cell that can't be read is left out, instead of the person.</summary>
    public bool IsLenient { get; init; }

    /// <summary>How many courses are recommended to each person, 1 to 100.</summary>
    public int Limit { get; init; }

    /// <summary>The day for which people are ranked, in England.</summary>
    public DateOnly Today { get; init; }

    /// <summary>
    /// How many days an application takes, 0 to 365. Kept with the run, and not read from the settings again: workers with other settings,
    /// or a restart with new ones, would rank one part of a list by other rules than the rest.
    /// </summary>
    public int ApplicationDays { get; init; }

    /// <summary>The method of allocation; null: nobody is placed.</summary>
    public string? Allocation { get; init; }

    /// <summary>What the lottery between people of the same priority and date is drawn with.</summary>
    public int Seed { get; init; }

    /// <summary>The catalogue that the results come from.</summary>
    public string CatalogueVersion { get; init; } = "";

    /// <summary>The model that the results come from; null until the first chunk is ranked.</summary>
    public string? ModelVersion { get; set; }

    /// <summary>Rows of the waiting list, without blank ones.</summary>
    public int Rows { get; set; }

    /// <summary>What came of allocation, packed; null before.</summary>
    public byte[]? Placements { get; set; }

    /// <summary>What is needed to understand its rows.</summary>
    public ListHeading Heading() => new(Format, Columns, MonthFirst, Mapping, IsLenient);
}

/// <summary>Some consecutive rows of a run: what a worker takes on at a time.</summary>
internal sealed class BatchChunk
{
    /// <summary>The run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Its place among the run's chunks, from 0.</summary>
    public int Number { get; init; }

    /// <summary>How many rows.</summary>
    public int Rows { get; init; }

    /// <summary>Whether all its results are there.</summary>
    public bool Done { get; set; }

    /// <summary>
    /// Until when a worker counts on having it to itself, UTC. Only spares work: two that rank the same chunk come to the same, and the
    /// second to commit is too late.
    /// </summary>
    public DateTime? ClaimedUntil { get; set; }

    /// <summary>People who were ranked.</summary>
    public int Ranked { get; set; }

    /// <summary>Rows that were faulty.</summary>
    public int Faulty { get; set; }
}

/// <summary>The rows of a chunk as they came, apart from its state, which is read often.</summary>
internal sealed class ChunkInput
{
    /// <summary>The run.</summary>
    public Guid RunId { get; init; }

    /// <summary>The chunk's place.</summary>
    public int Number { get; init; }

    /// <summary>The rows, packed.</summary>
    public byte[] Rows { get; init; } = [];
}

/// <summary>What came of a chunk; it exists if and only if the chunk is done.</summary>
internal sealed class ChunkResult
{
    /// <summary>The run.</summary>
    public Guid RunId { get; init; }

    /// <summary>The chunk's place.</summary>
    public int Number { get; init; }

    /// <summary>People with their courses, packed.</summary>
    public byte[] People { get; init; } = [];

    /// <summary>Faults, packed.</summary>
    public byte[] Faults { get; init; } = [];

    /// <summary>All that the people would choose, packed; null when nobody is to be placed.</summary>
    public byte[]? Choices { get; init; }
}

/// <summary>The files of a catalogue that runs are pinned to, so that they end with what they began with.</summary>
internal sealed class PinnedCatalogue
{
    /// <summary>The catalogue's version.</summary>
    public string Version { get; init; } = "";

    /// <summary>Its folder, as a ZIP archive.</summary>
    public byte[] Files { get; init; } = [];
}
