using MarketoSync.Records;

namespace MarketoSync.Marketo;

/// <summary>One way to write a target: a cell of the table in <see cref="TargetTable"/>.</summary>
/// <param name="Path">The endpoint, below the base URL.</param>
/// <param name="ServerTimeout">How long Marketo itself works on a call before it gives up.</param>
/// <param name="Successes">What a record can have become that Marketo took.</param>
public sealed record Operation(SyncAction Action, string Path, TimeSpan ServerTimeout, params IReadOnlyList<RecordStatus> Successes)
{
    /// <summary>Records that a call may hold.</summary>
    public int MaxRecords { get; init; } = 300;

    /// <summary>What the request calls the choice of key: <c>lookupField</c>, <c>dedupeBy</c> or <c>deleteBy</c>. Null if there is no choice.</summary>
    public string? KeyParameter { get; init; }

    /// <summary>Whether the request makes that choice. If not, it is only of use to us.</summary>
    public bool NamesKey { get; init; } = true;

    /// <summary>Whether the request names the action.</summary>
    public bool NamesAction { get; init; }

    /// <summary>Whether the request may name a lead partition.</summary>
    public bool TakesPartition { get; init; }

    /// <summary>Whether the request names the status that program members are given.</summary>
    public bool TakesMemberStatus { get; init; }

    /// <summary>Whether only a record's key is sent. A record without one is rejected, for nothing of it would be left.</summary>
    public bool SendsKeysOnly { get; init; }

    /// <summary>Whether the request is a DELETE, with the ids in its query.</summary>
    public bool IsDeleteVerb { get; init; }

    public Replay Replay { get; init; }

    /// <summary>Codes by which Marketo skips a record that is already as wanted.</summary>
    public IReadOnlyList<string> NoOps { get; init; } = [];

    /// <summary>The path with names in place of what differs from target to target.</summary>
    public string Template { get; init; } = Path;

    /// <summary>Whether a record that is there already is added once more if it is sent again.</summary>
    public bool AddsAgain => Replay == Replay.Never || Action == SyncAction.CreateDuplicate;

    /// <summary>Whether the record could be sent again as it is and mean nothing new.</summary>
    public bool IsIdempotent => Replay == Replay.Repeat;

    internal Operation At(string hole, string argument) => this with { Path = Path.Replace(hole, argument, StringComparison.Ordinal) };
}
