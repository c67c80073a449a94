using MarketoSync.Marketo;

namespace MarketoSync.Orchestration;

/// <summary>The requests to the REST API that one activity made.</summary>
/// <param name="Errors">Those that did not succeed, by Marketo's code, the HTTP status, or a word of ours.</param>
public sealed record CallCount(int Total, int Succeeded, IReadOnlyDictionary<string, int>? Errors = null)
{
    public static CallCount None { get; } = new(0, 0);

    public static CallCount Success { get; } = new(1, 1);

    public static CallCount Error(string code) => new(1, 0, new Dictionary<string, int> { [code] = 1 });

    /// <summary>Calls that a process had begun when it died, whose answers are lost.</summary>
    public static CallCount CutOff(int begun) => begun == 0 ? None : new(begun, 0, new Dictionary<string, int> { [FaultCodes.Interrupted] = begun });

    public CallCount Plus(CallCount other)
    {
        if (other.Errors is null) return new(Total + other.Total, Succeeded + other.Succeeded, Errors);

        var errors = new Dictionary<string, int>(Errors ?? new Dictionary<string, int>());
        foreach (var (code, count) in other.Errors) errors[code] = errors.GetValueOrDefault(code) + count;
        return new(Total + other.Total, Succeeded + other.Succeeded, errors);
    }
}
