namespace MarketoSync.Reports;

/// <summary>
/// A part of a batch's result lines that is read at once: the whole of most batches, and a few lines of the results of a file that was
/// imported. Records that had to wait for others of their key are in other batches than their neighbours, so that many are read in turns.
/// </summary>
/// <param name="Batch">The batch's object.</param>
/// <param name="Offset">Bytes from its start.</param>
internal sealed record ResultPiece(string Batch, long Offset, int Length)
{
    /// <summary>Lines of a piece.</summary>
    public const int MostLines = 1_024;
}
