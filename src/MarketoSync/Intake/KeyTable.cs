namespace MarketoSync.Intake;

/// <summary>
/// The last stored position of each key, by its hash: at most about twelve bytes a key. Only 44 of the hash's 64
/// bits are kept, so that very rarely a key is taken for another. A key that was set is always found.
/// </summary>
/// <remarks>
/// The top 12 bits choose a segment and the low 32 are kept as a fingerprint. A segment is an array with linear
/// probing that grows by a quarter on its own: no moment holds two whole tables.
/// </remarks>
internal sealed class KeyTable
{
    public const uint None = uint.MaxValue;

    private const int Segments = 4096;

    // A slot is the fingerprint over the position plus one. Zero is an empty slot.
    private readonly ulong[][] _slots = new ulong[Segments][];
    private readonly int[] _used = new int[Segments];

    public KeyTable() => Array.Fill(_slots, []);

    public uint Find(ulong hash)
    {
        var slots = _slots[hash >> 52];
        if (slots.Length == 0)
            return None;
        var slot = slots[Probe(slots, (uint)hash)];
        return slot == 0 ? None : (uint)slot - 1;
    }

    public void Set(ulong hash, uint position)
    {
        var segment = (int)(hash >> 52);
        var slots = _slots[segment];
        if (_used[segment] >= slots.Length - slots.Length / 7)
            slots = Grow(segment);
        ref var slot = ref slots[Probe(slots, (uint)hash)];
        if (slot == 0)
            _used[segment]++;
        slot = ((ulong)(uint)hash << 32) | (position + 1);
    }

    /// <summary>Where the fingerprint is, or the empty slot that it would take.</summary>
    private static int Probe(ulong[] slots, uint fingerprint)
    {
        var at = (int)(((ulong)fingerprint * (uint)slots.Length) >> 32);
        while (slots[at] != 0 && (uint)(slots[at] >> 32) != fingerprint)
            at = at + 1 == slots.Length ? 0 : at + 1;
        return at;
    }

    private ulong[] Grow(int segment)
    {
        var old = _slots[segment];
        var grown = new ulong[old.Length + old.Length / 4 + 8];
        foreach (var slot in old)
        {
            if (slot != 0)
                grown[Probe(grown, (uint)(slot >> 32))] = slot;
        }

        return _slots[segment] = grown;
    }
}
