namespace MarketoSync.Intake;

/// <summary>
/// The last stored position of each key, by its hash: at most about twelve bytes a key. Only 44 of the hash's 64
/// bits are kept, so that very rarely a key is taken for another. A key that was set is always found.
/// </summary>
/// <remarks>
/// The top 12 bits choose a segment and the low 32 are kept as a fingerprint. A segment is an open table with linear
/// probing that grows by a quarter on its own: no moment holds two whole tables. Its fingerprints stand in order,
/// which ends most searches after a few slots however full it is, and lets it grow in one forward pass.
/// </remarks>
internal sealed class KeyTable
{
    public const uint None = uint.MaxValue;

    private const int Segments = 4096;

    // Slots behind the last home slot, for what is pushed past it.
    private const int Tail = 8;

    // A slot is the fingerprint over the position plus one. Zero is an empty slot.
    private readonly ulong[][] _slots = new ulong[Segments][];
    private readonly int[] _used = new int[Segments];

    public KeyTable() => Array.Fill(_slots, new ulong[Tail]);

    public uint Find(ulong hash)
    {
        var slots = _slots[hash >> 52];
        var slot = slots[Probe(slots, (uint)hash)];
        return slot >> 32 == (uint)hash && slot != 0 ? (uint)slot - 1 : None;
    }

    public void Set(ulong hash, uint position)
    {
        var segment = (int)(hash >> 52);
        var fingerprint = (uint)hash;
        var slots = _slots[segment];
        var at = Probe(slots, fingerprint);
        if (slots[at] == 0 || slots[at] >> 32 != fingerprint)
        {
            var push = slots.AsSpan(at).IndexOf(0UL);
            // The last slot stays empty, so that a search always ends.
            while (_used[segment] * 8L >= (slots.Length - Tail) * 7L || at + push >= slots.Length - 1)
            {
                slots = _slots[segment] = Grown(slots);
                at = Probe(slots, fingerprint);
                push = slots.AsSpan(at).IndexOf(0UL);
            }

            slots.AsSpan(at, push).CopyTo(slots.AsSpan(at + 1));
            _used[segment]++;
        }

        slots[at] = ((ulong)fingerprint << 32) | (position + 1);
    }

    /// <summary>Where the fingerprint is, or where it has to be put.</summary>
    private static int Probe(ulong[] slots, uint fingerprint)
    {
        var at = Home(fingerprint, slots.Length);
        while (slots[at] != 0 && (uint)(slots[at] >> 32) < fingerprint)
            at++;
        return at;
    }

    private static int Home(uint fingerprint, int length) => (int)(((ulong)fingerprint * (uint)(length - Tail)) >> 32);

    private static ulong[] Grown(ulong[] old)
    {
        var homes = old.Length - Tail;
        for (var length = homes + homes / 4 + 4 + Tail; ; length += Tail)
        {
            var grown = new ulong[length];
            if (TryFill(grown, old))
                return grown;
        }
    }

    private static bool TryFill(ulong[] grown, ulong[] old)
    {
        var next = 0;
        foreach (var slot in old)
        {
            if (slot == 0)
                continue;
            next = Math.Max(next, Home((uint)(slot >> 32), grown.Length));
            if (next >= grown.Length - 1)
                return false;
            grown[next++] = slot;
        }

        return true;
    }
}
