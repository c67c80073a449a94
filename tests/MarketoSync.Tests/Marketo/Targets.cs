using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

/// <summary>One target of each row.</summary>
internal static class Targets
{
    public static IReadOnlyList<Target> All { get; } =
    [
        .. Target.Patterns.Select(pattern => Target.Find(
            pattern.Replace("NAME", "car_c", StringComparison.Ordinal).Replace("ID", "1001", StringComparison.Ordinal))!),
    ];
}
