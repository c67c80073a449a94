using MarketoSync.Intake;
using MarketoSync.Runs;

namespace MarketoSync.Inbox;

/// <summary>What came of asking for one file of the inbox to be synced.</summary>
public abstract record InboxBegin
{
    private InboxBegin()
    {
    }

    /// <summary>Its run has begun, now or before.</summary>
    public sealed record Begun(string Run) : InboxBegin;

    /// <summary>The inbox holds no such file.</summary>
    public sealed record NotFound : InboxBegin;

    /// <summary>Nothing was read: an option does not fit.</summary>
    public sealed record OptionRefused(OptionFault Fault) : InboxBegin;

    /// <summary>Nothing was sent: the file cannot be read. It stays where it is.</summary>
    public sealed record InputRefused(InputError Error) : InboxBegin;

    /// <summary>Nothing was read: what Marketo tells of the object is needed and could not be had. The file stays where it is.</summary>
    public sealed record NotDescribed(DescriptionFault Fault) : InboxBegin;

    /// <summary>Another file is being synced, or this one with other options, and one at a time is.</summary>
    /// <param name="Run">The run of what is being synced, if it is known.</param>
    public sealed record Busy(string? Run) : InboxBegin;
}
