namespace MarketoSync.Cli.Commands;

/// <summary>What is left today of the calls that the subscription has, and whether a run gets by on it.</summary>
/// <param name="Used">Calls of today, whoever made them, the one that asked among them.</param>
/// <param name="Daily">Calls that the subscription has a day, as it is set.</param>
/// <param name="Reserve">Those of them that are to be left to others.</param>
/// <param name="Left">What may be used of the rest.</param>
public sealed record PlanQuota(long Used, long Daily, long Reserve, long Left, bool Fits)
{
    public static PlanQuota Of(long used, long daily, long reserve, long calls)
    {
        var left = Math.Max(0, daily - reserve - used);
        return new(used, daily, reserve, left, calls <= left);
    }
}
