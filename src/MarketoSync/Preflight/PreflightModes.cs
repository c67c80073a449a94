namespace MarketoSync.Preflight;

public static class PreflightModes
{
    /// <summary>The name that users give.</summary>
    public static string Name(this PreflightMode mode) => mode switch
    {
        PreflightMode.Off => "off",
        PreflightMode.Warn => "warn",
        PreflightMode.Reject => "reject",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>Null if there is no such mode.</summary>
    public static PreflightMode? Find(string? name) => name switch
    {
        "off" => PreflightMode.Off,
        null or "warn" => PreflightMode.Warn,
        "reject" => PreflightMode.Reject,
        _ => null,
    };
}
