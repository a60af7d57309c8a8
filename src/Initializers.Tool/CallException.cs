namespace Initializers.Tool;

/// <summary>A wrong call of the program, which its message says in one line.</summary>
internal sealed class CallException(string message) : Exception(message);
