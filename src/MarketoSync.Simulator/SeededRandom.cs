namespace MarketoSync.Simulator;

/// <summary>Random numbers that depend on a seed and a position only, so that concurrent calls cannot disturb each other's.</summary>
internal static class SeededRandom
{
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    public static ulong Bits(int seed, long position, int stream) =>
        Mix(Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15UL) ^ (ulong)position) + (ulong)stream * 0xD1342543DE82EF95UL);

    /// <summary>A number in [0, 1).</summary>
    public static double Unit(int seed, long position, int stream) => (Bits(seed, position, stream) >> 11) * (1.0 / (1UL << 53));
}
