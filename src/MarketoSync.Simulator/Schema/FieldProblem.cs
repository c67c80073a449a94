namespace MarketoSync.Simulator;

internal enum FieldProblem
{
    None,
    Invalid,
    TooLong,
}
