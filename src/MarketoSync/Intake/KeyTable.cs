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
    private ulong _fetched;

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

    public void Set(ulong hash, uint position) => Advance(hash, position, None);

    /// <summary>Sets a key's position, unless that is <paramref name="fixedFrom"/> or behind it.</summary>
    /// <returns>The position it had, which costs no second search.</returns>
    public uint Advance(ulong hash, uint position, uint fixedFrom)
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
            var previous = (uint)slot - 1;
            if (previous < fixedFrom)
                slot = entry;
            return previous;
        }

        Insert(segment, pages, at, entry);
        return None;
    }

    /// <summary>
    /// Brings what a search for each of these keys will read into the processor's cache. It waits for memory once for some of them
    /// together, where searches wait one after the other.
    /// </summary>
    public void Fetch(ReadOnlySpan<ulong> hashes)
    {
        var read = 0UL;
        foreach (var hash in hashes)
        {
            var pages = _pages[hash >> 58];
            if (pages.Length == 0)
                continue;
            var home = Home(pages, (uint)hash);
            read ^= Slot(pages, home) ^ Slot(pages, home + Tail);
        }

        // What nobody could see would not be read at all.
        Volatile.Write(ref _fetched, read);
    }

    /// <summary>Puts an entry where it belongs and moves up what stands from there to the next empty slot.</summary>
    private void Insert(int segment, ulong[][] pages, int at, ulong entry)
    {
        _used[segment]++;
        while (true)
        {
            var page = pages[at >> PageBits].AsSpan(at & (Page - 1));
            var length = page.IndexOf(0UL);
            if (length == page.Length - 1 && at >> PageBits == pages.Length - 1)
            {
                // The last slot of all stays empty, so that a search always ends.
                pages = Grow(segment);
                at = Probe(pages, (uint)(entry >> 32));
                continue;
            }

            var last = page[^1];
            page[..(length < 0 ? page.Length - 1 : length)].CopyTo(page[1..]);
            page[0] = entry;
            if (length >= 0)
                return;
            entry = last;
            at += page.Length;
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

    private static void Clear(ulong[][] pages, int end)
    {
        for (var start = 0; start < end; start += Page)
            pages[start >> PageBits].AsSpan(0, Math.Min(Page, end - start)).Clear();
    }

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
            // An empty slot is overwritten by the next: a branch, which nothing can foresee, would take longer.
            var slot = Slot(pages, at);
            Slot(pages, from - 1) = slot;
            from -= slot == 0 ? 0 : 1;
        }

        Clear(pages, from);
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
