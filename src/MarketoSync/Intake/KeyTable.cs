namespace MarketoSync.Intake;

/// <summary>
/// The last stored position of each key, by its hash: at most about twelve bytes a key. Only 38 of the hash's 64
/// bits are kept, so that very rarely a key is taken for another. A key that was set is always found.
/// </summary>
/// <remarks>
/// The top 6 bits choose a segment and the low 32 are kept as a fingerprint. A segment is an open table with linear
/// probing, whose fingerprints stand in order: most searches end after a few slots however full it is, and it
/// spreads out in place when a page is added to it. So the table only ever gains memory, and leaves none behind for
/// the garbage collector, which would take its time.
/// </remarks>
internal sealed class KeyTable
{
    public const uint None = uint.MaxValue;

    private const int Segments = 64;
    private const int PageBits = 11;
    private const int Page = 1 << PageBits;

    // Slots behind the last home slot, for what is pushed past it.
    private const int Tail = 8;

    // A slot is the fingerprint over the position plus one. Zero is an empty slot.
    private readonly ulong[][][] _pages = new ulong[Segments][][];
    private readonly int[] _used = new int[Segments];

    public KeyTable() => Array.Fill(_pages, []);

    /// <summary>Bytes of memory that the keys take.</summary>
    public long Bytes => _pages.Sum(pages => (long)pages.Length * Page * sizeof(ulong));

    public uint Find(ulong hash)
    {
        var pages = _pages[hash >> 58];
        if (pages.Length == 0)
            return None;
        var slot = Slot(pages, Probe(pages, (uint)hash));
        return slot >> 32 == (uint)hash && slot != 0 ? (uint)slot - 1 : None;
    }

    public void Set(ulong hash, uint position)
    {
        var segment = (int)(hash >> 58);
        var fingerprint = (uint)hash;
        var pages = _pages[segment];
        if (_used[segment] * 8L >= (pages.Length * Page - Tail) * 7L)
            pages = Grow(segment);
        var at = Probe(pages, fingerprint);
        ref var slot = ref Slot(pages, at);
        var entry = ((ulong)fingerprint << 32) | (position + 1);
        if (slot != 0 && slot >> 32 == fingerprint)
        {
            slot = entry;
            return;
        }

        _used[segment]++;
        while (entry != 0)
        {
            // The last slot stays empty, so that a search always ends.
            if (at == pages.Length * Page - 1)
            {
                pages = Grow(segment);
                at = Probe(pages, (uint)(entry >> 32));
            }

            ref var next = ref Slot(pages, at++);
            (next, entry) = (entry, next);
        }
    }

    private static ref ulong Slot(ulong[][] pages, int at) => ref pages[at >> PageBits][at & (Page - 1)];

    /// <summary>Where the fingerprint is, or where it has to be put.</summary>
    private static int Probe(ulong[][] pages, uint fingerprint)
    {
        var at = Home(pages, fingerprint);
        while (true)
        {
            var slot = Slot(pages, at);
            if (slot == 0 || (uint)(slot >> 32) >= fingerprint)
                return at;
            at++;
        }
    }

    private static int Home(ulong[][] pages, uint fingerprint) =>
        (int)(((ulong)fingerprint * (uint)(pages.Length * Page - Tail)) >> 32);

    private ulong[][] Grow(int segment)
    {
        var pages = _pages[segment];
        do
        {
            var count = pages.Length;
            Array.Resize(ref pages, count + count / 8 + 1);
            for (var i = count; i < pages.Length; i++)
                pages[i] = new ulong[Page];
        }
        while (!TrySpread(pages));
        return _pages[segment] = pages;
    }

    /// <summary>Moves every slot to where its place is among so many pages, unless the end has no room for its last ones.</summary>
    private static bool TrySpread(ulong[][] pages)
    {
        var end = pages.Length * Page;
        var from = end;
        for (var at = end - 1; at >= 0; at--)
        {
            var slot = Slot(pages, at);
            if (slot == 0)
                continue;
            Slot(pages, at) = 0;
            Slot(pages, --from) = slot;
        }

        var to = 0;
        for (; from < end; from++)
        {
            var slot = Slot(pages, from);
            to = Math.Max(to, Home(pages, (uint)(slot >> 32)));
            // What stands behind still needs as many slots, and the last of all stays empty.
            if (to >= from)
                return false;
            Slot(pages, from) = 0;
            Slot(pages, to++) = slot;
        }

        return true;
    }
}
