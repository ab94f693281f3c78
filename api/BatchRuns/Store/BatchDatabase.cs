using Microsoft.EntityFrameworkCore;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>The tables of batch runs, and of the keys of hubs. Nothing here but what SQLite and PostgreSQL both can.</summary>
internal sealed class BatchDatabase(DbContextOptions<BatchDatabase> options) : DbContext(options)
{
    public DbSet<BatchRun> Runs => Set<BatchRun>();

    public DbSet<BatchChunk> Chunks => Set<BatchChunk>();

    public DbSet<ChunkInput> Inputs => Set<ChunkInput>();

    public DbSet<ChunkResult> Results => Set<ChunkResult>();

    public DbSet<PinnedCatalogue> Catalogues => Set<PinnedCatalogue>();

    public DbSet<AccessKey> Keys => Set<AccessKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<BatchRun>(run =>
        {
            run.HasKey(each => each.Id);
            run.Property(each => each.State).HasConversion<string>().HasMaxLength(20);
            run.Property(each => each.Format).HasConversion<string>().HasMaxLength(20);
            run.Property(each => each.IdempotencyKey).HasMaxLength(200);
            run.Property(each => each.Owner).HasMaxLength(AccessKey.LongestHub);
            run.HasIndex(each => new { each.Owner, each.IdempotencyKey }).IsUnique();
            run.HasIndex(each => each.Fingerprint);
            run.HasIndex(each => new { each.CreatedAt, each.Id });
        });
        modelBuilder.Entity<BatchChunk>(chunk =>
        {
            chunk.HasKey(each => new { each.RunId, each.Number });
            chunk.HasOne<BatchRun>().WithMany().HasForeignKey(each => each.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ChunkInput>(input =>
        {
            input.HasKey(each => new { each.RunId, each.Number });
            input
                .HasOne<BatchChunk>()
                .WithOne()
                .HasForeignKey<ChunkInput>(each => new { each.RunId, each.Number })
                .OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ChunkResult>(result =>
        {
            result.HasKey(each => new { each.RunId, each.Number });
            result
                .HasOne<BatchChunk>()
                .WithOne()
                .HasForeignKey<ChunkResult>(each => new { each.RunId, each.Number })
                .OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<PinnedCatalogue>().HasKey(each => each.Version);
        modelBuilder.Entity<AccessKey>(key =>
        {
            key.HasKey(each => each.Id);
            key.Property(each => each.Id).HasMaxLength(20);
            key.Property(each => each.Kind).HasConversion<string>().HasMaxLength(20);
            key.Property(each => each.Hub).HasMaxLength(AccessKey.LongestHub);
        });
    }
}
