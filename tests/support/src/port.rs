use std::array;
use std::net::TcpListener;

/// A TCP port of 127.0.0.1 that is free now. Another process may take it before it is used, so
/// prefer port 0 and asking for the bound address wherever that is possible.
#[must_use]
pub fn free_port() -> u16 {
    let [port] = free_ports();
    port
}

/// As many different ports as are asked for; see [`free_port`].
#[must_use]
pub fn free_ports<const N: usize>() -> [u16; N] {
    // All are held until each has its number, so that none is given twice.
    let listeners: [TcpListener; N] =
        array::from_fn(|_| TcpListener::bind("127.0.0.1:0").expect("bind a port of 127.0.0.1"));
    listeners.map(|listener| listener.local_addr().expect("read a bound port").port())
}
