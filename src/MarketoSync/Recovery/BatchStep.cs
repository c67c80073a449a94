using System.Text.Json.Serialization;

namespace MarketoSync.Recovery;

/// <summary>What a batch is waiting to do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BatchStep>))]
public enum BatchStep
{
    Send,

    /// <summary>Find out by key which records a lost answer created after all.</summary>
    LookUp,

    /// <summary>Find out whether records that Marketo calls updated or existing were created by a call whose answer was lost.</summary>
    Verify,

    /// <summary>Ask how far its import is.</summary>
    Poll,

    /// <summary>Find out which rows of its import failed.</summary>
    Collect,
}
