namespace MarketoSync.Simulator;

/// <summary>That a job is given up although nothing is wrong with it.</summary>
/// <param name="AfterRows">Rows that it does before that.</param>
/// <param name="Message">What its status then says.</param>
internal sealed record ImportFailure(int AfterRows, string Message);
