using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>What is wrong with the database, in a sentence for the operator of the service.</summary>
internal static class StoreErrors
{
    /// <summary>What is said of a disk, or of a database, that is full.</summary>
    public const string DiskFull =
        "The disk is full, or the database as large as BatchRuns:MostBytesKept allows. Free some space or delete runs; nothing that was stored is lost, and runs go on by themselves.";

    /// <summary>What is said of a run of which not everything can be read.</summary>
    public const string RunDamaged =
        "The stored data of this run is damaged, or the run has just been deleted. "
        + "Delete the run and send the list again. Other runs are not affected.";

    /// <summary>What is said of a folder or a database that is not there or can't be written.</summary>
    public const string CantBeWritten =
        "The database can't be opened or written. Check that its folder is there and that the service may write to it; runs go on by themselves.";

    private const string PutBack = "Put back a copy of its folder from before, or move the folder away to begin with an empty one.";

    private const int NotAsAsked = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>
    /// Whether something may have failed because the disk is full: where it is, opening the database, or making its log longer, fails with
    /// other codes than writing a page.
    /// </summary>
    public static bool IsWantOfRoom(Exception error) =>
        error is DbUpdateException { InnerException: { } inner }
            ? IsWantOfRoom(inner)
            : error is SqliteException { SqliteErrorCode: Full or InputOutput or CantOpen };

    /// <summary>Says it; null when the failure is not the database's.</summary>
    public static string? Of(Exception error) =>
        error switch
        {
            DbUpdateException { InnerException: { } inner } => Of(inner),
            SqliteException sqlite => sqlite.SqliteErrorCode switch
            {
                Full => DiskFull,
                Busy or Locked => "The database is locked by another program. Runs go on once it lets go.",
                Corrupt or NotADatabase => $"The database is damaged. {PutBack}",
                // What is asked is fixed, so it is the tables that are not as they should be.
                NotAsAsked => $"The database's tables are damaged, or of another version of the service. {PutBack}",
                ReadOnly or CantOpen => CantBeWritten,
                InputOutput => "The disk can't be read or written. Check it; runs go on by themselves.",
                _ => $"The database failed (SQLite {sqlite.SqliteErrorCode}). Runs are tried again.",
            },
            // Of what was read, not of what was sent: the sentence is ours.
            InvalidDataException => error.Message,
            DbException => "The database can't be reached. Runs go on once it is back.",
            _ => null,
        };
}
