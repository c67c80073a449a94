using System.Net;
using System.Net.Sockets;
using System.Text;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public sealed class MarketoHttpTests : IDisposable
{
    private readonly FakeMarketo _marketo = new();

    public void Dispose() => _marketo.Dispose();

    [Theory]
    [InlineData("GET", 0)]
    [InlineData("GET", 2)]
    [InlineData("DELETE", 0)]
    [InlineData("DELETE", 2)]
    [InlineData("POST", 2)]
    public async Task What_gets_no_answer_is_sent_once(string method, int answered)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var requests = 0;
        var serving = ServeAsync();
        using var client = MarketoHttp.Create(_marketo.Settings);
        var address = new Uri($"http://{server.LocalEndpoint}/rest/v1/lists/1/leads.json?id=1");
        for (var before = 0; before < answered; before++) Assert.Equal("{}", await client.GetStringAsync(address));

        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = method == "POST" ? new StringContent("{}") : null };
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request));

        server.Stop();
        await serving;
        Assert.IsAssignableFrom<IOException>(fault.InnerException);
        Assert.False(ConnectionRetry.WasNothingSent(fault));
        Assert.Equal(answered + 1, requests);

        // Answers on one connection as often as it is to, and then closes it, and each that comes later.
        async Task ServeAsync()
        {
            while (true)
            {
                TcpClient connection;
                try
                {
                    connection = await server.AcceptTcpClientAsync();
                }
                catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }

                using (connection)
                {
                    while (await HeadAsync(connection.GetStream()) && ++requests <= answered)
                        await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray());
                }
            }
        }
    }

    [Fact]
    public async Task An_answer_that_ends_with_the_connection_is_whole()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = ServeAsync();
        using var client = MarketoHttp.Create(_marketo.Settings);

        Assert.Equal("{\"success\":true}", await client.GetStringAsync(new Uri($"http://{server.LocalEndpoint}/")));
        await serving;

        async Task ServeAsync()
        {
            using var connection = await server.AcceptTcpClientAsync();
            Assert.True(await HeadAsync(connection.GetStream()));
            await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"success\":true}"u8.ToArray());
        }
    }

    /// <summary>Reads a request as far as its body, which comes with it where it has one.</summary>
    private static async Task<bool> HeadAsync(NetworkStream stream)
    {
        var (buffer, read) = (new byte[4096], "");
        while (!read.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0) return false;
            read += Encoding.ASCII.GetString(buffer, 0, count);
        }

        return true;
    }
}
