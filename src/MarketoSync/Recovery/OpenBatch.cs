using System.Text.Json.Serialization;
using MarketoSync.Batching;
using MarketoSync.Records;

namespace MarketoSync.Recovery;

/// <summary>A batch that is not settled yet, and what it has been through.</summary>
/// <param name="Due">When its next step may be taken.</param>
/// <param name="Sends">How often it was sent or looked up: numbers the intents in storage.</param>
/// <param name="Attempts">How often it failed in a way that counts.</param>
/// <param name="SignIns">How often in a row its token was refused.</param>
/// <param name="SuccessesBeforeSignIn">Calls that had succeeded in the run when the first of those was refused.</param>
/// <param name="LostSince">
/// If an answer was lost, the earliest that Marketo's clock showed when the first such call was sent.
/// </param>
/// <param name="LostUntil">The latest that Marketo's clock can have shown when the last such call was surely over.</param>
/// <param name="IsSent">Whether a call of it ever left.</param>
/// <param name="IsPartly">Whether some of its records, or of those it was split from, are settled already.</param>
/// <param name="SuccessesBefore">Calls that had succeeded in the run when the batch first failed.</param>
/// <param name="IsSlow">Whether it takes Marketo too long as a whole, and is to be split once it is known what is left of it.</param>
/// <param name="Waits">How often in a row it was found that its import is not over, or that the queue of imports is full.</param>
/// <param name="IfNotDone">What its record, which was refused, ends as unless a lost call wrote it before.</param>
/// <param name="Breakdowns">How often its import, or that of what it was split from, broke down as a whole: rows of it may be done.</param>
public sealed record OpenBatch(
    Batch Batch,
    BatchStep Step,
    DateTimeOffset Due,
    int Sends = 0,
    int Attempts = 0,
    int SignIns = 0,
    long SuccessesBeforeSignIn = 0,
    DateTimeOffset? LostSince = null,
    DateTimeOffset? LostUntil = null,
    bool IsSent = false,
    bool IsPartly = false,
    long? SuccessesBefore = null,
    bool IsSlow = false,
    int Waits = 0,
    RecordStatus? IfNotDone = null,
    int Breakdowns = 0)
{
    /// <summary>Whether Marketo has it as a file, whose results are not known yet.</summary>
    [JsonIgnore]
    public bool IsInMarketo => Step is BatchStep.Poll or BatchStep.Collect;
}
