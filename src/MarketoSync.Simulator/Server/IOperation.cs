using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>A call that was understood, between its look-ups and its answer. Disposed when it is over, carried out or not.</summary>
internal interface IOperation : IDisposable
{
    /// <summary>Records the call carries; 0 for a read.</summary>
    int Records { get; }

    /// <summary>Carries the call out. Called at most once.</summary>
    void Apply(AnswerStyle style);

    /// <summary>Why the call was refused when it was carried out; no code where it was not.</summary>
    ApiError Refusal => default;

    /// <summary>Writes the members of the answer other than requestId and success: result and what goes with it.</summary>
    void WriteResult(Utf8JsonWriter writer, AnswerStyle style);
}
