using System.Net;
using System.Net.Sockets;

namespace MarketoSync.EndToEnd.Support;

/// <summary>A port that nobody listens on, and that nobody else gets: bound, and refusing whoever calls.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public string Url => $"http://127.0.0.1:{Number}/";

    public void Dispose() => _socket.Dispose();
}
