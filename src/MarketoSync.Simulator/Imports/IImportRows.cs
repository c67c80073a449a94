namespace MarketoSync.Simulator;

/// <summary>Writes the rows of one import, one after the other, under the subscription's gate.</summary>
internal interface IImportRows
{
    /// <summary>Writes one row and tells the ledger.</summary>
    /// <param name="call">The call that uploaded the file.</param>
    /// <param name="index">The row's place in the file, from 0.</param>
    RowOutcome Write(DelimitedReader row, long call, int index, DateTimeOffset now);
}
